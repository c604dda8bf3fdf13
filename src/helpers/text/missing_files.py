"""What to tell of a file that is not there: the nearest name in its folder, or that no address is opened."""

import os
import re
from pathlib import Path

from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened

_LONG = 400  # of a path the end says most
_ADDRESS = re.compile(r"(?:https?|ftp):/|www\.", re.IGNORECASE)


def existing_file(path: Path) -> Path:
    """The path of a file that is there and can be read.

    Raises
    ------
    InputError
        Nothing is there, or it is a folder, a pipe or a device.
    """
    if path.is_file():
        return path
    if os.path.lexists(path) and path.exists():
        raise InputError(_("%(file)s is no file that can be read") % {"file": shortened(path, _LONG)})
    if _ADDRESS.match(str(path)):
        words = _("%(file)s is an address, and none is opened: save the page in a browser, and give the file")
        raise InputError(words % {"file": shortened(path, _LONG)})
    names = {"file": shortened(path, _LONG), "hint": nearest_file(path)}
    raise InputError(_("there is no file %(file)s%(hint)s") % names)


def nearest_file(path: Path) -> str:
    """The file beside it that has the most similar name, as messages end with it; empty where none is like it."""
    try:
        beside = [each.name for each in path.parent.iterdir() if each.is_file()]
    except OSError:
        return ""
    return did_you_mean(path.name, beside)
