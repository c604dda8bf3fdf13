"""In which encoding a text is saved: UTF-8, UTF-16, or one that Chinese programs used before, GB18030 and Big5."""

import codecs

_MARKS = {  # the first that a text begins with: that of UTF-16 begins that of UTF-32
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Lead bytes of the letters and signs in daily use.
_DAILY = {"gb2312": (*range(0xA1, 0xAA), *range(0xB0, 0xD8)), "big5": tuple(range(0xA1, 0xC7))}
_SAMPLE = 20000  # letters that are looked at
_DAMAGED = 0.02  # of the letters of a damaged text may be lost


def encoding_read(content: bytes) -> str | None:
    """The encoding that a text is most likely in, as Python names it: utf-8-sig, utf-16, utf-32, gb18030, big5hkscs.

    A text that is not UTF-8 is in the other one of whose letters in daily use it is made. None where it is in none.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    if decodes(content, "utf-8"):
        return "utf-8-sig"
    found = {"gb18030": _daily(content, "gb18030", "gb2312"), "big5hkscs": _daily(content, "big5hkscs", "big5")}
    best = max(found, key=lambda encoding: found[encoding])
    if found[best] < 0.8 and content.decode("utf-8", "replace").count("\ufffd") <= _DAMAGED * len(content):
        return "utf-8-sig"
    return best if found[best] > 0 else None


def decodes(content: bytes, encoding: str) -> bool:
    """Whether all bytes of a text are letters in an encoding."""
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _daily(content: bytes, encoding: str, core: str) -> float:
    """Which share of the letters that are not ASCII are in daily use in an encoding; below 0 where it cannot be it."""
    if not decodes(content, encoding):
        return -1.0
    letters = [letter for letter in content.decode(encoding)[:_SAMPLE] if not letter.isascii()]
    leads = [encoded[0] for letter in letters if len(encoded := letter.encode(core, "ignore")) == 2]
    return sum(lead in _DAILY[core] for lead in leads) / max(len(letters), 1)
