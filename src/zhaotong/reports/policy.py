"""The style of every page of this project, and its content security policy: it runs nothing and loads nothing."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

TEMPLATE = Path(__file__).parent / "template"
STYLE = (TEMPLATE / "style.css").read_text(encoding="utf-8")


def policy(style: str) -> str:
    """The content security policy of a page with this style."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
