"""Importing this module warms a process: all that a report needs is loaded, so that runs forked from it start ready.

Nothing here may start a thread, an event loop or a ZeroMQ context, none of which survives a fork; and nothing may leave
a trace that a notebook could see, beyond modules that are loaded.
"""

# ruff: noqa: E402
import gc

gc.disable()  # nothing that is loaded here is garbage: looking for it takes a fifth of the time

import pkgutil
from importlib import import_module

import ipykernel.ipkernel
import ipykernel.kernelapp
import ipykernel.zmqshell  # noqa: F401
import matplotlib as mpl
import nbformat
import seaborn  # noqa: F401
import statsmodels.api  # noqa: F401
from matplotlib.figure import Figure
from nbconvert.exporters import HTMLExporter

import helpers
from helpers.chart import Chart, style
from helpers.reporting import reports  # noqa: F401

for _module in pkgutil.iter_modules(helpers.__path__):
    import_module(f"helpers.{_module.name}")


def _draw() -> None:
    """A throw-away chart: the font table, and what matplotlib and PIL load when they first draw."""
    with mpl.rc_context(style()):
        figure = Figure(layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], label="昭通")
        axes.set_title("昭通 1")
        axes.legend()
    _picture = Chart(figure, "", "").png


def _export() -> None:
    """A throw-away page: what nbconvert loads when it first exports."""
    cells = [nbformat.v4.new_markdown_cell("# 1"), nbformat.v4.new_code_cell("1")]
    HTMLExporter(template_name="basic").from_notebook_node(nbformat.v4.new_notebook(cells=cells))


_draw()
_export()
# What is alive now stays: not looked at by the collector again, its pages stay shared between all runs.
gc.freeze()
gc.enable()
