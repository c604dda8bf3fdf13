"""Notebooks without the traces of a run: what `make strip` and each save in JupyterLab take out of them.

As a command it is nbstripout with these settings: `python lab/strip.py [--verify] notebooks/*.ipynb`.
"""

import sys
from copy import deepcopy

import nbformat
from nbstripout import main, strip_output

TRACES = [
    "metadata.papermill",
    "metadata.widgets",
    "metadata.language_info.version",
    "metadata.language_info.codemirror_mode",
    "metadata.language_info.file_extension",
    "metadata.language_info.mimetype",
    "metadata.language_info.nbconvert_exporter",
    "metadata.language_info.pygments_lexer",
    "cell.metadata.papermill",
    "cell.metadata.editable",
    "cell.metadata.slideshow",
    "cell.metadata.trusted",
    "cell.metadata.jupyter",
    "cell.metadata.execution",
]


def stripped(content: dict) -> nbformat.NotebookNode:
    """A copy without outputs, execution counts and traces; the ids of the cells stay."""
    notebook = nbformat.from_dict(deepcopy(content))
    return strip_output(notebook, keep_output=None, keep_count=False, keep_id=True, extra_keys=TRACES)


if __name__ == "__main__":
    sys.argv[1:1] = ["--keep-id", "--extra-keys", " ".join(TRACES)]
    sys.exit(main())
