"""When what a text counts outside of any release was so: at an event, since January, or when it was printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.reading.readings import Head
from helpers.reading.vocabulary import Facet, Subject, Vocabulary
from helpers.reading.windows import Window

_DAY = len("2032-04-08")
_ARTICLE = re.compile("记者|通讯员|本报讯|责编|[\u4e00-\u9fff]摄$|侧记$|纪实$")
_PAPER = re.compile("日报|晚报|时报|晨报|商报|新闻|新华社|中新社|融媒|电视台|在线|观察|网$")
_SO_FAR = re.compile("今年以来|年初以来|[从自]年初|至今|截至目前|到目前|目前|年内已|今年已")
_GROWS = re.compile(r"(?:增长|下降|上涨|回落|增速|增幅|涨幅|降幅)[^，。；\d]{0,5}\d")
_GATHERING = "(?:推介会|博览会|[大年]会|论坛|峰会|交易会|洽谈会|座谈会|招商会|签约会|仪式|[博交洽]会|节)"
# An event whose numbers are told: at it, in its course, or where it was held.
_OCCASION = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]*?{_GATHERING})[”》）]?(?:上|期间|现场)|大会期间|活动期间|现场签约"
    rf"|(?:举办|举行|召开)了?(?P<held>[^，。；\d]{{0,24}}{_GATHERING})"
)
_OF_EVENTS = re.compile("集中签约|[博大交]会")  # names of what is counted at one
_HOLIDAY = re.compile("假期|春节|国庆|五一|元旦|中秋|端午|清明")
_FLOWS = re.compile(
    "新增|新登记|新开工|新签|签约|协议|引[资进]|办[理结]|受理|完成|到位|拜访|走访|带[队领]|发放|竣工|投产|争取|累计|召开|举办|参加|登记"
)
_STOCKS = re.compile(
    "在谈|现有|实有|拥有|共有|总量|储备|谋划|确定|估算|有效|注册用户|覆盖|满意度|里程|存栏|[入进]驻|年产|产能|[率度](?:达到?|为|是)?\\d"
)
_EVERY = re.compile("每(?:天|日|周|月|季|半年)")
_A_YEAR, _OF_THE_YEAR = "每年", re.compile("年度|全年|今年|年内")


@dataclass
class Moment:
    """What a passage has said of when its numbers were counted.

    Attributes
    ----------
    paragraph, sentence, clause
        The letters of the paragraph, and of the sentence up to the end of the clause, and of the clause.
    day
        The date of what the sentence tells of; empty where it tells of none.
    dated
        Whether the paragraph has named the time of its numbers.
    flows
        Whether it last told of what happened, not of what there is.
    """

    paragraph: str = ""
    sentence: str = ""
    clause: str = ""
    day: str = ""
    dated: bool = False
    flows: bool = False

    def begin_sentence(self) -> None:
        self.sentence, self.day, self.flows = "", "", False

    def hear(self, clause: str) -> None:
        """Take in a clause."""
        self.sentence, self.clause = f"{self.sentence}，{clause}", clause
        if _STOCKS.search(clause):
            self.flows = False
        elif _FLOWS.search(clause):
            self.flows = True

    @property
    def occasion(self) -> re.Match[str] | None:
        """The event that the sentence tells of."""
        return _OCCASION.search(self.sentence)

    @property
    def at_event(self) -> bool:
        """Whether the sentence tells of an event, other than a holiday."""
        return self.occasion is not None and not _HOLIDAY.search(self.sentence)

    @property
    def so_far(self) -> bool:
        """Whether it says that its numbers are those up to now."""
        return bool(_SO_FAR.search(self.sentence))


def is_article(head: Head, texts: Iterable[str]) -> bool:
    """Whether a text is by a journalist, who counts up to the day of printing, and no release on a stretch of time."""
    return bool(_PAPER.search(head.publisher) or any(_ARTICLE.search(text) for text in texts))


def moment_of(moment: Moment, window: Window, *, aimed: bool, years: bool, today: str, article: bool) -> Window:
    """The window of a number that no indicator stands for.

    Parameters
    ----------
    window
        That of its clause.
    aimed
        Whether it is planned.
    years
        Whether it counts years.
    today
        When the text was published, as exactly as it is known.
    """
    now = Window(today, "ytd" if moment.flows and len(today) == _DAY else "point")
    if not today:
        return window
    if _A_YEAR in moment.clause or (aimed and _OF_THE_YEAR.search(moment.clause)):
        return Window(str(window.year), "year")
    if aimed:
        return replace(now, span="point") if article and not moment.dated else window
    if _EVERY.search(moment.clause) and article:
        return replace(now, span="point")
    if moment.day:
        return Window(moment.day, "event" if moment.flows or moment.occasion else "point")
    if moment.at_event:
        return Window(today[:4], "event")
    if window.until:
        return window if moment.flows or not _STOCKS.search(moment.clause) else replace(window, span="point")
    if years and article:
        return replace(now, span="point")
    released = moment.dated or _GROWS.search(moment.paragraph)
    return now if moment.so_far or (article and not released) else window


def at_event(moment: Moment, subject: Subject, vocabulary: Vocabulary) -> str:
    """The indicator of a subject at the event that a sentence tells of; empty where none stands for it."""
    found = moment.occasion
    if _OF_EVENTS.search(subject.name):
        return subject.indicator(Facet.LEVEL)
    name = (found["name"] or found["held"] or "") if found else ""
    begins = [name[at:] for at in range(len(name))]
    begins += [begin.removesuffix("仪式") for begin in begins if begin.endswith("仪式")]
    ends = [each.removeprefix("签约") for each in subject.names] + list(subject.names)
    tried = (begin + end + count for begin in begins for end in ends for count in ("", "数") if begin)
    known = next((each for each in map(vocabulary.named, tried) if each), None)
    return known[0].indicator(Facet.LEVEL) if known else ""
