"""What words of an English text do: which tell a direction, compare, promise, or say nothing of what a number is about."""

import re

UP = (
    "up rose rise rises rising risen grew grow grows growing grown growth increase increased increases increasing gain gained gains "
    "expanded expand expands expanding expansion climbed climbing surged surge surging jumped jump jumping soared soaring advanced "
    "higher more faster above accelerated accelerating acceleration quickened picked improved improvement widened leapt rallied "
    "rebounded swelled ahead outpaced outpacing exceeded exceeding beat beating surpassing surpassed topped topping better added"
)
DOWN = (
    "down fell fall falls falling fallen declined decline declines declining decrease decreased decreases decreasing dropped drop "
    "drops dropping shrank shrink shrinking shrunk contracted contraction contracting tumbled tumbling plunged plunging plunge slid "
    "slide sliding slipped slipping sank sinking lower less slower below decelerated deceleration slowed slowing eased easing dipped "
    "narrowed trailed trailing lagged lagging behind short weaker retreated lost negative cut smaller fewer reduced reduction"
)
# Directions that say how much of a pace, not of the thing: growth slowed to 2.8 percent is growth of 2.8.
PACE = frozenset(
    "slowed slowing eased easing accelerated accelerating quickened picked decelerated narrowed widened improved moderated cooled "
    "slower faster".split()
)
_COPULAS = (
    "was were is are be been being stood stands standing reached reaching reach totalled totaled totalling came amounted hit hits "
    "registered recorded posted posting saw seen edged went remained remains stayed held had has have having ended finished "
    "achieved completed realized realised reported delivered showed shows hovered turned kept dragged pushed lifted brought took "
    "averaged valued"
)
_JOINING = (
    "the a an of by to at in on for from with and or but while whereas as than that those this these it its they their them which "
    "who whose where there also only still even just again further both all each respectively specifically namely meanwhile "
    "however moreover overall total whole combined another compared against versus over after before during since between among "
    "about around nearly almost roughly approximately some more less under within close "
    "year years y-o-y yoy month months quarter quarters half period same last previous preceding earlier ago current first second "
    "third fourth so far alone end beginning start constant comparable current prices price terms real nominal nominally basis "
    "level rate pace figure figures number value increase growth percent percentage points point including excluding among "
    "of which i.e. namely sharply slightly steadily sharply strongly modestly marginally rapidly markedly steeply further "
    "annual annually yearly quarterly monthly bright spot strong weak robust solid healthy steady mere record new high low best worst "
    "double-digit nationwide nationally accounting accounted accounts making made up representing share proportion contributing contributed "
    "target targets targeted goal goals well short official aims aiming aim aimed expects expected plans planned will set forecast "
    "preliminary initial data estimates calculations according ranked ranking placed which time times than-expected forecasts"
)
HARMLESS = frozenset(f"{UP} {DOWN} {_COPULAS} {_JOINING}".split())
_UP, _DOWN = frozenset(UP.split()), frozenset(DOWN.split())
VERBS = frozenset(f"{UP} {DOWN} {_COPULAS} accounted contributed made".split()) - {"growth", "total"}
# What may stand before the name of a subject, or between it and its verb, without making it narrower.
NEUTRAL = frozenset(
    "the a an its their total overall whole all local city's province's county's country's nation's region's annual yearly full-year "
    "combined aggregate real nominal cumulative value of in for amount volume scale gross level growth year-end average net year "
    "years month months quarter quarter's half months' official headline alone and also".split()
) - {"net"}

WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]|[A-Za-z]")
SHARE = re.compile(
    r"\b(?:account(?:ed|s|ing)? for|made up|mak(?:e|es|ing) up|represent(?:ed|s|ing)|compris(?:ed|es|ing)|share|proportion|ratio of)\b",
    re.IGNORECASE,
)
SHARE_AFTER = re.compile(
    r"\s*of (?:the (?:\w+ )?total|(?:the )?\w*'?s? ?GDP|(?:its|their|the) (?:value|sum|whole)|all|them|it|which|that|the city's|the province's|the county's|total|"
    r"gross domestic product|(?!a year|the same|last)[a-z]+)",
    re.IGNORECASE,
)
CONTRIBUTION = re.compile(r"\bcontribut\w+|\badd(?:ed|ing) [\d.]+ percentage points to\b", re.IGNORECASE)
AVERAGE = re.compile(r"\b(?:average annual|annual average|averag(?:e|ed|ing)\b.*\b(?:years|over)|on average)", re.IGNORECASE)
FORECAST = re.compile(
    r"\b(?:economists?|analysts?|polled|forecasts?|forecasters|projected|projections?|consensus|bank expects)\b", re.IGNORECASE
)
TARGET = re.compile(r"\b(?:target(?:s|ed|ing)?|goals?|objective)\b", re.IGNORECASE)
PROMISE = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|plan(?:s|ned|ning)? to|intend(?:s|ed)?|will|is set to|are set to|expects? |expected|pledged?|vowed|seeks? to|"
    r"strives?|hopes?)\b",
    re.IGNORECASE,
)
THRESHOLD = re.compile(r"(?:annual|main|revenue|sales|turnover|investment)[^.;]{0,40}\bof (?:at least )?$", re.IGNORECASE)
OUTDOING = re.compile(r"\b(?:outpac|exceed|beat|surpass|outperform|trail|lag|undercut|top)\w*\b", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:a year (?:earlier|ago|before)|(?:the )?(?:same|corresponding) (?:period|month|quarter|time) (?:of|in|a|last|the)? ?"
    r"(?:last year|previous year|year (?:earlier|before|ago)|the previous year|preceding year|\d{4})?|(?:the )?(?:previous|preceding|prior) year|last year|"
    r"the year before)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:(?:the )?(?:previous|preceding|prior) (?:month|quarter|period|half)|last (?:month|quarter)|a (?:month|quarter) (?:earlier|ago))",
    re.IGNORECASE,
)
AGAINST = re.compile(r"\b(?:compared (?:with|to)|against|versus|from|after|down from|up from|than)\b(?P<rest>[^,;(]*)$", re.IGNORECASE)
ADVERBIAL = re.compile(
    r"^\s*(?:led|driven|helped|supported|boosted|buoyed|hit|hurt|weighed|dragged down|thanks|due|owing|because|despite|given|according|"
    r"by (?:industry|quarter|sector|region|place|type)|based on|as |excluding|when |"
    r"(?:(?:its|the|a|their) )?(?:[a-z]{3,}est|worst|best|most|least|first)\b)",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters, without the ending 's."""
    return [re.sub(r"['’]s$", "", each[0].lower().replace("’", "'")) for each in WORD.finditer(text)]


def direction(text: str, *, last: bool = True) -> int:
    """1 where the last word of a text that tells a direction, or the first, goes up; -1 where it goes down; 0 for none."""
    told = [1 if word in _UP else -1 for word in words_of(text) if word in _UP or word in _DOWN]
    return (told[-1] if last else told[0]) if told else 0
