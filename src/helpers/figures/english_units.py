"""Units as English texts and tables print them, as data/printed_units.csv has them: RMB 100 mn is 100 million yuan."""

import re

NOTE = re.compile(r"^[（(]?\s*(?:units?(?: of measure(?:ment)?)?\s*[:：]?|in)\s+", re.IGNORECASE)
UNLESS = re.compile(r",?\s*(?:unless|except where|if not) (?:otherwise|noted|stated).*$", re.IGNORECASE)
_SPELT: tuple[tuple[str, str], ...] = (
    (r"\b10[ ,]?000\b", "10,000"),
    (r"['’]000\b|\b1[ ,]000\b|\bthousands\b", "thousand"),
    (r"\bten thousand\b", "10,000"),
    (r"\bhundred million\b|\b100 ?(?:mn|mln|m)\b", "100 million"),
    (r"\b(?:mn|mln|millions)\b", "million"),
    (r"\b(?:bn|bln|billions)\b", "billion"),
    (r"\b(?:tn|trn)\b", "trillion"),
    (r"\b(?:rmb|cny|renminbi)(?: yuan)?\b", "yuan"),
    (r"^yuan (?=\S)(.*)$", r"\1 yuan"),
    (r"\b(?:metric )?tons?\b|\btonne\b", "tonnes"),
    (r"\b(?:inhabitants|residents|person)\b", "persons"),
    (r"\bsq\.? ?m(?:et(?:re|er)s?)?\b\.?|\bsquare meters?\b", "square metres"),
    (r"\bkwh\b|\bkilowatt[- ]hours?\b", "kWh"),
    (r"\bperson[- ]times?\b|\btrips\b", "visits"),
    (r" ?(?:/|per) ?(?:person|capita|head)s?$", ""),
    (r"^(?:percent|per cent|pct)$", "%"),
)


def english_unit(printed: str) -> str:
    """A unit in the words of the data, as far as its own are known; what is none stays as it is."""
    unit = UNLESS.sub("", NOTE.sub("", printed.strip())).strip("（）() .").casefold()
    for words, known in _SPELT:
        unit = re.sub(words, known, unit)
    return unit.strip()
