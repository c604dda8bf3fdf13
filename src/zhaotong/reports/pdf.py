"""A report on paper: the page as Chromium prints it, its page numbers and breaks set by the style sheet."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.text.language import _, either
from helpers.text.messages import InputError
from zhaotong.runs.jobs import RunError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_LONGEST = 120  # seconds; a page takes two


class PrintError(RunError):
    """The browser did not print; the message says why in a line."""


def find_browser() -> str:
    """The browser that prints.

    Raises
    ------
    InputError
        There is none on the path.
    """
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    words = _(
        "--pdf prints with a browser, and no %(browsers)s is on the path; install Chromium or say --no-pdf: "
        "the page itself prints from any browser"
    )
    raise InputError(words % {"browsers": either([*BROWSERS])})


def write_pdf(_wanted: bool, page: Path, _executed: object) -> None:
    """Print a page to a PDF file beside it."""
    print_page(page, page.with_suffix(".pdf"))


def print_page(page: Path, target: Path) -> None:
    """Print an HTML file to a PDF file.

    Raises
    ------
    InputError
        There is no browser.
    PrintError
        The browser failed.
    """
    with TemporaryDirectory(prefix="zhaotong-print-") as profile:
        command = [
            find_browser(),
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            page.resolve().as_uri(),
        ]
        if os.name == "posix" and os.geteuid() == 0:
            # Chromium refuses root otherwise; the page runs no script and loads nothing.
            command.insert(1, "--no-sandbox")
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            words = _("%(page)s was not printed within %(seconds)s seconds")
            raise PrintError(words % {"page": page.name, "seconds": _LONGEST}) from None
    if done.returncode or not target.exists():
        reason = (done.stderr.strip().splitlines() or [_("it gave no reason")])[-1]
        raise PrintError(_("%(page)s was not printed: %(reason)s") % {"page": page.name, "reason": reason})
