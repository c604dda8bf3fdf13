"""What stands at the head and foot of every sheet that a page is printed on: its title, and what it is about."""

import re

_PLAIN = re.compile(r"[^ 0-9A-Za-z\u00a1-\ud7ff\uf900-\uffef]")  # what could mean something in a style sheet
_LONGEST = 110  # letters of a line of a sheet


def sheet_heads(title: str, dateline: str) -> str:
    """The rules for it; the first sheet has the title itself."""
    boxes = f"@top-left {{ content: {_quoted(title)}; }} @bottom-left {{ content: {_quoted(dateline)}; }}"
    return f"@page {{ {boxes} }}\n@page :first {{ @top-left {{ content: none; }} }}\n"


def _quoted(text: str) -> str:
    """A text in one line, as a string of a style sheet that nothing in the text can end."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return f'"{_PLAIN.sub(lambda found: f"{chr(92)}{ord(found[0]):x} ", line)}"'
