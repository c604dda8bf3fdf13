"""The libraries that a report is made with: their versions, and which are others than the lock names."""

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version

from helpers.figures.paths import PROJECT
from helpers.text.language import _, _n, listed

PACKAGE = "zhaotong-growth"
LOCK = PROJECT / "requirements.lock"
# What the project needs besides: to edit notebooks, to ask on a terminal, to check the data from outside.
BESIDE = frozenset({"frictionless", "jupyterlab", "nbstripout", "prompt-toolkit"})


@cache
def versions() -> dict[str, str]:
    """Return the version of each library that `pyproject.toml` names and a report runs on, by its name.

    This takes 0.02 s, which a command that makes nothing need not pay.
    """
    try:
        required = "\n".join(line for line in requires(PACKAGE) or [] if "extra ==" not in line)
    except PackageNotFoundError:
        return {}
    names = map(_canonical, re.findall(r"^[\w.-]+", required, re.MULTILINE))
    return {name: version(name) for name in sorted(names) if name not in BESIDE}


@cache
def other_than_locked() -> dict[str, tuple[str, str]]:
    """Return the version here and the locked one of each library of which they differ; none where no lock is."""
    try:
        lock = LOCK.read_text(encoding="utf-8")
    except OSError:
        return {}
    locked: dict[str, list[str]] = {}  # a few have one for each of several versions of Python
    for name, pinned in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.MULTILINE):
        locked.setdefault(_canonical(name), []).append(pinned)
    return {
        name: (here, listed(locked[name]))
        for name, here in versions().items()
        if name in locked and here not in locked[name]
    }


def said_of_others() -> str:
    """A sentence about the libraries that are others than locked; empty where none is."""
    others = other_than_locked()
    if not others:
        return ""
    words = _n(
        "a library is another than the one that the project was tested with: %(libraries)s; make setup installs that",
        "libraries are others than those that the project was tested with: %(libraries)s; make setup installs those",
        len(others),
    )
    each = _("%(library)s %(here)s, not %(locked)s")
    told = [each % {"library": name, "here": here, "locked": locked} for name, (here, locked) in others.items()]
    return words % {"libraries": _("; ").join(told)}


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
