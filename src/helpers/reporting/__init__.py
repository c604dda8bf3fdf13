"""From notebooks to reports: run one, export it, keep its record, list them all; and the command line."""

import sys

# An optional check of jsonschema that jupyterlab brings in and nothing here uses: it takes over a second to import.
sys.modules.setdefault("rfc3987_syntax", None)
