"""Packed files (.docx, .xlsx, .ods), looked through before anything in them is read: bombs are refused."""

import io
import re
import zipfile
import zlib

from helpers.reading.intake.limits import Limits, within
from helpers.text.language import _
from helpers.text.messages import InputError

_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_SMALL = 1_000_000  # bytes of which no ratio is taken


def parts_of(name: str, content: bytes, limits: Limits) -> list[str]:
    """The names of the files in a packed file, whose sizes are within the limits as it states them.

    Raises
    ------
    InputError
        It is broken, encrypted, or holds too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _broken(name) from None
    message = _("%(file)s is a packed file of %(amount)s files, and at most %(most)s are read: save it anew")
    within(name, len(parts), limits.parts, message)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        message = _("%(file)s is encrypted: open it with its password and save it without one")
        raise InputError(message % {"file": name})
    _sizes_within(name, len(content), sum(part.file_size for part in parts), limits)
    return [part.filename for part in parts]


def look_through(name: str, content: bytes, limits: Limits) -> None:
    """Unpack all parts once, as far as the limits go, whatever sizes are stated; look at the XML in them.

    Raises
    ------
    InputError
        It unpacks to too much, is too deep, has too many elements, or declares entities, which no office program does.
    """
    expanded = elements = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.infolist():
            is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
            data = bytearray()
            try:
                with packed.open(part) as opened:
                    while chunk := opened.read(_CHUNK):
                        expanded += len(chunk)
                        _sizes_within(name, len(content), expanded, limits)
                        data += chunk if is_xml else b""
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
                raise _broken(name) from None
            if is_xml:
                elements += _elements(name, bytes(data), limits)
    message = _("%(file)s has %(amount)s elements, and at most %(most)s are read: give the part with the figures alone")
    within(name, elements, limits.elements, message)


def _broken(name: str) -> InputError:
    message = _("%(file)s is broken: the end of it is missing, or it was changed on its way; fetch it again")
    return InputError(message % {"file": name})


def _sizes_within(name: str, size: int, expanded: int, limits: Limits) -> None:
    message = _(
        "%(file)s unpacks to %(amount)s bytes, and at most %(most)s are read: give the part with the figures alone"
    )
    within(name, expanded, limits.expanded, message)
    if expanded > _SMALL:
        message = _(
            "%(file)s unpacks to %(amount)s times its size, and at most %(most)s times is read: "
            "open it and save it anew"
        )
        within(name, expanded / size, limits.ratio, message)


def _elements(name: str, part: bytes, limits: Limits) -> int:
    """How many elements a part of XML has; refused where it declares entities or is too deep."""
    if _DECLARED.search(part):
        message = _("%(file)s declares entities, as no office program does: open it and save it anew")
        raise InputError(message % {"file": name})
    count = depth = deepest = 0
    for tag in _TAG.finditer(part):
        if tag[1]:
            depth -= 1
        else:
            count += 1
            deepest = max(deepest, depth + 1)
            depth += 0 if tag[2] else 1
    too_deep(name, deepest, limits)
    return count


def too_deep(name: str, depth: int, limits: Limits) -> None:
    """Refuse what stands too deep in each other."""
    message = _(
        "%(file)s has elements %(amount)s deep in each other, and at most %(most)s are read: "
        "copy its text into a .txt file"
    )
    within(name, depth, limits.depth, message)
