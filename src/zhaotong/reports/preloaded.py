"""Importing this module loads all that a report needs, so that runs forked from this process start with it.

Nothing here may start a thread, an event loop or a ZeroMQ context, none of which survives a fork; and nothing may leave
a trace that a notebook could see, beyond modules that are loaded.
"""
# ruff: noqa: E402

import gc

gc.disable()  # what is loaded is no garbage: looking for some takes a fifth of the time

import pkgutil
from contextlib import suppress
from datetime import date
from importlib import import_module

import seaborn  # noqa: F401
import statsmodels.api  # noqa: F401

import helpers
from helpers.figures.observations import load_observations
from helpers.show.chart import Chart
from helpers.show.sheet import Sheet
from helpers.text import language
from helpers.text.messages import InputError
from zhaotong.reports import make  # noqa: F401
from zhaotong.reports.page import exporter

for _name in ("ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.zmqshell"):
    import_module(_name)
for _room in pkgutil.iter_modules(helpers.__path__, "helpers."):
    if _room.name != "helpers.reading":  # with libraries that no other report needs
        for _module in pkgutil.walk_packages(import_module(_room.name).__path__, f"{_room.name}."):
            import_module(_module.name)


def _draw() -> None:
    """A throw-away chart: the fonts, and what matplotlib loads when it first draws."""

    def line(sheet: Sheet) -> None:
        axes = sheet.axes(200)
        axes.plot([0, 1], label="−1%")
        axes.set_title("昭通")
        axes.legend()

    assert Chart(line, "", "", "", "", None).html


def _write() -> None:
    """A throw-away number and date in each language: the translations, and what Babel loads when it first writes."""
    for each in language.LANGUAGES:
        with language.in_language(each):
            language.listed(["a", "b"])
            language.number(1)
            language.day(date.today())


_draw()
_write()
with suppress(InputError, OSError):  # who asks for them is told
    load_observations()
exporter()
gc.freeze()  # what is alive now stays: never looked at again, its pages stay shared between all runs
# Of what is alive besides, a page and a workbook are most: to look for garbage each 700 objects is a tenth of the time.
gc.set_threshold(20_000)
gc.enable()
