"""What the other process does that `apart` begins: it reads one file with the library that its kind needs."""

import dataclasses
import json
import sys
from importlib import import_module
from typing import IO

from helpers.reading.intake.apart import REFUSED
from helpers.reading.intake.kinds import Kind
from helpers.reading.intake.limits import Limits
from helpers.text.language import _, in_language
from helpers.text.messages import InputError

_READERS = {
    Kind.WEB_PAGE: ("webpages", "read_web_page"),
    Kind.DOCX: ("word_documents", "read_docx"),
    Kind.PDF: ("pdfs", "read_pdf"),
    Kind.XLSX: ("workbooks", "read_xlsx"),
    Kind.ODS: ("open_workbooks", "read_ods"),
    Kind.WORKBOOK: ("workbooks", "read_workbook"),
}


def _limited(limits: Limits) -> None:
    """Take no more memory and processor time than the limits allow, where the system can say so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))


def main(asked: str, content: IO[bytes], answer: IO[bytes]) -> int:
    """What the other process does: read what it was given, and tell what it found or why it refuses."""
    given = json.loads(asked)
    limits = Limits(**given["limits"])
    _limited(limits)
    name, (module, function) = given["name"], _READERS[given["kind"]]
    with in_language(given["language"]):
        try:
            read = getattr(import_module(f"{__package__}.{module}"), function)
            blocks, notices = read(name, content.read(), limits)
            told: dict = {"blocks": [dataclasses.asdict(block) for block in blocks], "notices": notices}
        except InputError as error:
            told = {"refused": str(error)}
        except MemoryError:
            message = _("%(file)s takes more than %(most)s megabytes of memory to read: give the part with the figures")
            told = {"refused": message % {"file": name, "most": limits.memory // 1_000_000}}
        except RecursionError:
            message = _("%(file)s has parts too deep in each other: copy its text into a .txt file")
            told = {"refused": message % {"file": name}}
    answer.write(json.dumps(told).encode())
    return REFUSED if "refused" in told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer))
