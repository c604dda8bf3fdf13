"""The program: the command line, reports made from notebooks, their comparison, and recording figures."""

import os
import sys

# An optional check of jsonschema that jupyterlab brings in and nothing here uses: it takes over a second to import.
# None makes its import fail, as the reference of the import system says; typeshed leaves it out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# One thread for linear algebra: reports are made side by side, a process each, and a process with threads cannot be
# forked. It counts only where numpy is not yet imported.
for _library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
# Nor one that gives memory back in the background, which pyarrow would start where pandas finds it.
os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")
# Workbooks are the same bytes whether lxml, which only reading texts needs, is installed or not.
os.environ.setdefault("OPENPYXL_LXML", "False")
