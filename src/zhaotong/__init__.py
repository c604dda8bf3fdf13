"""From notebooks to reports: run one, export it, keep its record, list them all; and the command line."""

import os
import sys

# An optional check of jsonschema that jupyterlab brings in and nothing here uses: it takes over a second to import.
sys.modules.setdefault("rfc3987_syntax", None)

# One thread for linear algebra: reports are made side by side, a process each, and a process with threads cannot be
# forked. It counts only where numpy is not yet imported.
for _library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
