"""The pages that are to be verified: found by file or folder, and read however they travelled."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.text.language import _
from helpers.text.messages import InputError, shortened

_ENDINGS = (".html", ".htm")
_BLOCK = b"application/json"  # what only a page that states its making has
_ENCODINGS = ("utf-8-sig", "gb18030")


def find_pages(named: Iterable[Path]) -> list[Path]:
    """The pages of reports among files and folders, each once; in a folder other pages are passed.

    Raises
    ------
    InputError
        A file is missing, or a folder has no page of a report.
    """
    return list(dict.fromkeys(page for each in named for page in _found(each)))


def _found(named: Path) -> Iterator[Path]:
    name = shortened(named, 200)
    if named.is_file():
        yield named
        return
    if not named.is_dir():
        raise InputError(_("%(file)s is no file and no folder: give a report's page") % {"file": name})
    pages = [path for path in sorted(named.rglob("*")) if path.suffix.lower() in _ENDINGS and path.is_file()]
    reports = [path for path in pages if _BLOCK in path.read_bytes()]
    if not reports:
        raise InputError(_("%(file)s holds no page of a report") % {"file": name})
    yield from reports


def read_page(page: Path) -> str:
    """The text of a page; some mail programs save Chinese ones in GB18030.

    Raises
    ------
    InputError
        It cannot be read, or is no text.
    """
    name = shortened(page, 200)
    try:
        content = page.read_bytes()
    except OSError as error:
        raise InputError(_("%(file)s cannot be read (%(reason)s)") % {"file": name, "reason": error.strerror}) from None
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(_("%(file)s is no text, and no report's page") % {"file": name})
