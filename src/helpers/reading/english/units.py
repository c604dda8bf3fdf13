"""The units that stand beside the numbers of an English text, and the words that say how exactly these are told."""

import re

BASES = {
    "yuan": r"yuan|rmb|renminbi|cny",
    "percentage points": r"(?:of an? )?percentage[- ]points?|pp\b|points?\b",
    "percent": r"percent|per ?cent|pct|%|％",
    "per mille": r"per mille|per thousand|‰",
    "people": r"people|persons?|residents|inhabitants",
    "tonnes": r"(?:metric )?(?:tonnes?|tons?)\b",
    "kWh": r"kwh|kilowatt[- ]hours",
    "square metres": r"square met(?:re|er)s?|sq\.? ?m\b",
    "square kilometres": r"square kilomet(?:re|er)s|sq km\b",
    "visits": r"visits|trips|visitors|tourists|arrivals",
    "times": r"times\b|-?fold\b",
    "working days": r"working days",
    "dollars": r"(?:u\.?s\.? )?dollars|usd\b",  # beside yuan, of which they are none
}
SCALES = {
    **{"tn": "trillion", "trn": "trillion", "bn": "billion", "bln": "billion", "mn": "million", "mln": "million"},
    **{"ten thousand": "10,000", "hundred million": "100 million"},  # 万 and 亿, as they are put into English
}
SCALE = rf"10,000|100 million|trillion|billion|million|thousand|{'|'.join(SCALES)}"
UNIT = re.compile(
    rf"[ -]?(?P<scale>{SCALE})?[ -]?(?:new |permanent |registered |tourist )?"
    rf"(?:{'|'.join(f'(?P<u{at}>{base})' for at, base in enumerate(BASES.values()))})(?![a-z])|"
    rf" ?(?P<only>{SCALE})\b",
    re.IGNORECASE,
)
MINUS = re.compile(r"\b(?:minus|negative) $", re.IGNORECASE)
MONEY = re.compile(r"(?:RMB|CNY|¥|￥|yuan) ?$")
_BOUNDS = {
    "over": r"(?:more than|over|above|at least|exceed(?:ed|ing|s)?|surpass(?:ed|ing|es)?|topp?(?:ed|ing|s)?|upwards of|"
    r"in excess of|no less than|not less than|passed|crossed|breached)",
    "under": r"(?:nearly|almost|close to|just under|just below|under|less than|fewer than|"
    r"(?:(?<=by )|(?<=of )|(?<=for ))up to|at most|approaching|not more than|no more than|within)",
    "about": r"(?:about|around|roughly|approximately|some|circa|an estimated)",
}
_BOUNDED = {
    bound: re.compile(rf"\b{words} [\"“]?(?:a |the )?(?:RMB|CNY|¥)? ?$", re.I) for bound, words in _BOUNDS.items()
}
_OR = {"over": re.compile(r"\s*(?:or more|or above|and above|plus\b)"), "about": re.compile(r"\s*or so\b")}


def scaled(word: str) -> str:
    """A word for a magnitude as data/printed_units.csv has it: bn is billion."""
    return SCALES.get(word.lower(), word.lower())


def bound_of(text: str, start: int, end: int) -> str:
    """How exactly words around a number tell it: over, under, about; empty where they tell just that."""
    before = text[:start]
    found = next((bound for bound, words in _BOUNDED.items() if words.search(before)), "")
    return found or next((bound for bound, words in _OR.items() if words.match(text, end)), "")
