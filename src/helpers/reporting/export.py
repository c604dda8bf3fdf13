"""What nbconvert loads only when it first exports: loaded before, while there is time."""

import nbformat
from nbconvert.exporters import HTMLExporter


def load_exporter() -> None:
    """Export a throw-away page."""
    cells = [nbformat.v4.new_markdown_cell("# 1"), nbformat.v4.new_code_cell("1")]
    HTMLExporter(template_name="basic").from_notebook_node(nbformat.v4.new_notebook(cells=cells))
