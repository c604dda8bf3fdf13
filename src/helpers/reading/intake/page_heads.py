"""What a web page says of itself in its head: the title in the browser's tab, and the fields of government sites."""

import html
import re

from helpers.reading.document import Told
from helpers.text.encodings import encoding_read

_FIRST = 65_536  # bytes of a page in which its head stands
_MOST = 300  # letters of a field
_TITLE = re.compile(rf"<title[^>]*>([^<]{{1,{_MOST}}})", re.IGNORECASE)
_META = re.compile(r"<meta\s[^>]{1,800}>", re.IGNORECASE)
_NAME = re.compile(r"\bname\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
_CONTENT = re.compile(rf"\bcontent\s*=\s*(?:\"([^\"]{{0,{_MOST}}})\"|'([^']{{0,{_MOST}}})')", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(?:gb2312|gbk|gb18030)", re.IGNORECASE)
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s).*$")  # what follows a title in a tab: the name of the site
_DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")


def told_by_page(content: bytes) -> Told:
    """Title, publisher and date that a web page bears in its head; what it does not say is empty."""
    first = content[:_FIRST]
    encoding = "gb18030" if _CHARSET.search(first) else encoding_read(first) or "utf-8"
    head = first.decode(encoding, "replace")
    fields: dict[str, str] = {}
    for tag in _META.findall(head):
        name, said = _NAME.search(tag), _CONTENT.search(tag)
        if name and said:
            fields.setdefault(name[1].casefold(), _plain(said[1] or said[2] or ""))
    tab = _TITLE.search(head)
    day = _DAY.search(fields.get("pubdate", ""))
    return Told(
        title=fields.get("articletitle") or (_SITE.sub("", _plain(tab[1])) if tab else ""),
        publisher=fields.get("contentsource", ""),
        published=f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else "",
    )


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
