"""What words of an English text do: which tell a direction, compare or promise, and which say nothing of a subject."""

import re


def words_listed(listed: str) -> frozenset[str]:
    """The words of a list, each once."""
    return frozenset(listed.split())


_UP = words_listed(
    """
    up rose rise rises rising risen grew grow grows growing grown growth increase increased increases increasing
    gain gained gains expanded expand expands expanding expansion climbed climbing surged surge surging jumped
    jump jumping soared soaring advanced higher more faster above accelerated accelerating acceleration
    quickened picked improved improvement widened leapt rallied larger bigger wider inched crept ticked shot
    strengthened leaped advance rally rebounded swelled ahead outpaced outpacing exceeded exceeding beat beating
    surpassing surpassed topped topping better added quickening quickens strengthening rebounding rebound leaping
    ballooned skyrocketed spiked rocketed mounted swelling picking
    """
)
_DOWN = words_listed(
    """
    down fell fall falls falling fallen declined decline declines declining decrease decreased decreases
    decreasing dropped drop drops dropping shrank shrink shrinking shrunk contracted contraction contracting
    tumbled tumbling plunged plunging plunge slid slide sliding slipped slipping sank sinking lower less slower
    below decelerated deceleration slowed slowing eased easing dipped collapsed collapsing crashed slumped
    slumping shed weakened withered dived dwindled narrowed trailed trailing lagged lagging behind short weaker
    retreated lost negative minus cut smaller fewer reduced reduction moderated moderating moderation softened
    softening cooled cooling plummeted plummeting ebbed receded narrowing retreating dipping subsided weakening
    faltered sagged
    """
)
_COPULAS = words_listed(
    """
    was were is are be been being stood stands standing reached reaching reach totalled totaled totalling came
    amounted hit hits registered recorded posted posting saw seen edged went remained remains stayed held had
    has have having ended finished achieved completed realized realised reported delivered showed shows hovered
    turned kept dragged pushed lifted brought took averaged valued earned puts put sent drove brings leaves left
    makes takes lifts pulls helped helps means meant gave gives achieve keep maintain maintained see post hit deliver
    secure attain raise bring push lift
    """
)
# What joins, compares and dates, which says nothing of what a number is about.
_JOINING = words_listed(
    """
    the a an of by to at in on for from with and or but while whereas as than that those this these it its they
    their them which who whose where there also only still even just again further both all each respectively
    specifically namely meanwhile however moreover overall total whole combined another compared against versus
    over after before during since between among about around nearly almost roughly approximately some more less
    under within close year-on-year year years y-o-y yoy month months quarter quarters half period same last
    previous preceding earlier ago current first second third fourth so far alone end beginning start constant
    comparable prices price terms real nominal nominally basis level rate pace figure figures number value
    increase growth percent percentage points point including excluding i.e. sharply slightly steadily strongly
    modestly marginally rapidly markedly steeply annual annually yearly quarterly monthly bright spot strong
    weak robust solid healthy steady mere record new high low best worst double-digit nationwide nationally
    accounting accounted accounts making made up representing share proportion contributing contributed once
    managed officially too now we our i you said see target targets targeted goal goals well short official aims
    aiming aim aimed expect expects expected hope hopes sees predict plan plans planned will set forecast
    preliminary initial data estimates calculations according ranked ranking placed time times than-expected cny rmb
    forecasts
    """
)
HARMLESS = _UP | _DOWN | _COPULAS | _JOINING
VERBS = (_UP | _DOWN | _COPULAS | {"accounted", "contributed", "made"}) - {"growth", "total"}
# What may stand before the name of a subject, or between it and its verb, without making it narrower.
NEUTRAL = words_listed(
    """
    a aggregate all alone also amount an and annual average billion city's combined country's county's
    cumulative for full-year gross growth half headline in its level local million month months months' nation's
    nominal of official overall province's quarter quarter's real region's scale the their thousand total
    trillion value various volume whole year year-end yearly years rmb renminbi yuan yuan-denominated outstanding usual
    """
)

WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*[A-Za-z]|[A-Za-z]")
SHARE = re.compile(
    r"\b(?:account(?:ed|s|ing)? for|made up|mak(?:e|es|ing) up|represent(?:ed|s|ing)|compris(?:ed|es|ing)|"
    r"share|proportion|ratio of)\b",
    re.IGNORECASE,
)
SHARE_AFTER = re.compile(
    r"\s*of (?:the (?:\w+ )?total|(?:the )?\w*'?s? ?GDP|(?:its|their|the) (?:value|sum|whole)|all|them|it|which|"
    r"that|the city's|the province's|the county's|total|"
    r"gross domestic product|(?!a year|the same|last)[a-z]+)",
    re.IGNORECASE,
)
CONTRIBUTION = re.compile(r"\bcontribut\w+|\badd(?:ed|ing) [\d.]+ percentage points to\b", re.IGNORECASE)
AVERAGE = re.compile(
    r"\b(?:average annual|annual average|averag(?:e|ed|ing)\b.*\b(?:years|over)|(?:a|per) year on average)",
    re.IGNORECASE,
)
FORECAST = re.compile(
    r"\b(?:economists?|analysts?|polled|forecasts?|forecasters|projected|projections?|predict(?:s|ed)?|consensus|"
    r"bank expects)\b",
    re.IGNORECASE,
)
TARGET = re.compile(r"\b(?:target(?:s|ed|ing)?|goals?|objective)\b", re.IGNORECASE)
PROMISE = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|plan(?:s|ned|ning)\b|intend(?:s|ed)?|will|is set to|are set to|expect(?:s|ed)?|"
    r"pledged?|vowed|seeks? to|"
    r"strives?|hopes?|wants?|eyes|eyeing|sights on)\b",
    re.IGNORECASE,
)
THRESHOLD = re.compile(
    r"(?:annual|main|revenue|sales|turnover|investment)[^.;]{0,40}\bof (?P<least>at least |more than |over |above )?$",
    re.IGNORECASE,
)
OUTDOING = re.compile(r"\b(?:outpac|exceed|beat|surpass|outperform|trail|lag|undercut|top)\w*\b", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(?:a year (?:earlier|ago|before)|(?:the )?(?:same|corresponding) (?:period|month|quarter|time) (?:of|in|a|"
    r"last|the)? ?"
    r"(?:last year|previous year|year (?:earlier|before|ago)|the previous year|preceding year|\d{4})?|"
    r"(?:the )?(?:previous|preceding|prior) year|last year|"
    r"the year before)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:(?:the )?(?:previous|preceding|prior) (?:month|quarter|period|half)|last (?:month|quarter)|a (?:month|"
    r"quarter) (?:earlier|ago))",
    re.IGNORECASE,
)
AGAINST = re.compile(r"\b(?:compared (?:with|to)|against|versus|from|after)\b(?P<rest>[^,;(]*)$", re.IGNORECASE)
ADVERBIAL = re.compile(
    r"^\s*(?:led|driven|helped|supported|boosted|buoyed|hit|hurt|weighed|dragged down|thanks|due|owing|because|"
    r"despite|given|according|"
    r"by (?:industry|quarter|sector|region|place|type)|based on|as |excluding|when |"
    r"(?:(?:its|the|a|their) )?(?:[a-z]{3,}est|worst|best|most|least|first)\b)",
    re.IGNORECASE,
)


# A growth since the month or quarter before, which no indicator has.
SEQUENTIAL = re.compile(
    r"\bon a (?:quarterly|monthly) basis\b|\b(?:quarter|month)[- ]on[- ](?:quarter|month)\b|\b(?:from|over|on|"
    r"than) (?:in )?(?:the )?(?:previous|preceding|prior) (?:month|quarter)\b",
    re.IGNORECASE,
)
SINCE_START = re.compile(
    r"\b(?:since|from|than at|over|with|on) (?:the )?(?:beginning|start|end) of (?:the year|last year|\d{4})",
    re.IGNORECASE,
)
COMPARATIVE = re.compile(
    r"\s*(?:more|fewer|larger|bigger|smaller|higher|lower|less|up|down|above|below)\b", re.IGNORECASE
)
GAP_OF = re.compile(r"\b(?:gap|difference|lead|lag) of\s*$", re.IGNORECASE)
NUMBER_OF = re.compile(r"\b(?:number|was|were|reached|totalled|stood)\b", re.IGNORECASE)
COVERS = re.compile(r"\b(?:cover(?:s|ed|ing)?|area of)\b", re.IGNORECASE)
# What makes a growth that of something else than the indicator's.
LEFT_ASIDE = re.compile(r"\b(?:excluding|after stripping|net of|not counting)\b(?! (?:rural households|farmers))", re.I)
COMPARABLE = re.compile(
    r"\b(?:on an? (?:like-for-like|comparable) basis|comparable (?:terms|calib)|"
    r"after (?:adjusting|deducting|tax rebates))",
    re.IGNORECASE,
)
EXCLUDING = re.compile(r"\s*(?:excluding|when |after stripping|net of|without|not counting|if )", re.IGNORECASE)
IN_REAL_TERMS = re.compile(
    r"\b(?:real terms|real (?!estate)(?:[\w-]+ )?(?:growth|increase|rise|decrease|decline|fall)|"
    r"adjusted for (?:inflation|prices?)|inflation-adjusted|(?:price|inflation) (?:factors?|adjustment)|"
    r"constant prices)",
    re.IGNORECASE,
)
IN_NOMINAL_TERMS = re.compile(
    r"\bnominal(?:ly| terms| (?:[\w-]+ )?growth| GDP| gross domestic product)\b|\b(?:in|at) current prices",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters, without the ending 's."""
    return [re.sub(r"['’]s$", "", each[0].lower().replace("’", "'")) for each in WORD.finditer(text)]


def direction(text: str, *, last: bool = True) -> int:
    """1 where the last word of a text that tells a direction, or its first, goes up, -1 where it goes down, else 0."""
    text = re.sub(
        r"\bm(?:ade|ake|akes|aking) up\b|\babove (?:the )?designated size|\b(?:more|less|fewer) than\s*$", "", text
    )
    told = [1 if word in _UP else -1 for word in words_of(text) if word in _UP or word in _DOWN]
    return (told[-1] if last else told[0]) if told else 0
