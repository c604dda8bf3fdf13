"""The commands there are, each loaded when it is asked for: most need nothing of what the others need."""

from collections.abc import Iterator, Mapping
from importlib import import_module

import click

from zhaotong.runs.preload import loading

_HERE = "zhaotong.cli"
# By the module that has them; of those that would take a name of Python's, what they are called there.
_MODULES = {
    "authoring": ("new", "lint"),
    "completion": ("completion",),
    "data": ("data",),
    "discovery": ("regions", "indicators", "sources", "topics"),
    "factcheck": ("factcheck",),
    "forecasts": ("forecasts",),
    "keeping": ("template", "check"),
    "adding": ("add",),
    "read": ("read",),
    "reports": ("notebooks", "parameters", "report", "sweep"),
    "site": ("site",),
    "standing": ("list", "open"),
    "verify": ("compare", "verify"),
    "why": ("why",),
}
_CALLED = {"list": "list_reports", "open": "open_report"}
# What they write stands, whether or not anyone hears of it; what the others say is all that they do.
MAKING = {"new", "report", "sweep", "site", "template", "add", "read", "factcheck"}


class Commands(Mapping[str, click.Command]):
    """The commands by their names."""

    def __init__(self) -> None:
        self._places = {name: module for module, names in _MODULES.items() for name in names}

    def __getitem__(self, name: str) -> click.Command:
        with loading():
            module = import_module(f"{_HERE}.{self._places[name]}")
        found: click.Command = getattr(module, _CALLED.get(name, name))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
