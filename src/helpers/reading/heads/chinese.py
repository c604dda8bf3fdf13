"""The head of a Chinese text: which lines are its title, publisher and date, and what they say of place and time."""

import re
from dataclasses import dataclass

from helpers.figures.observations import Observations
from helpers.reading.document import Told
from helpers.reading.heads.letters import bare, unglossed
from helpers.reading.heads.places import NATION, Places, stem
from helpers.reading.heads.windows import Named, only, windows_in, year_of
from helpers.reading.readings import Head

_FIRST, _LAST = 12, 4  # lines of a text in which its head stands
_LONGEST = 60  # letters of a title
_DATE = re.compile(
    r"((?:19|20)\d\d) ?(?:年|[-/.]) ?(\d{1,2})(?: ?(?:月|[-/.]) ?(\d{1,2})(?!\d? ?[月季]) ?日?|月(?!\d))"
)
_LABELLED = re.compile(r"(?:发布|发稿|成文|公布|更新)?(?:时间|日期)\s*[:：]")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
_SPOKEN = re.compile("会议?上|大会")
_SOURCE = re.compile(r"(?<![资料資])(?:来源|來源|发布机构|发布单位|稿源)\s*[:：]\s*([^\s:：\d。，]+)")
_PAPER = re.compile(r"^(\S{2,12}?)[讯訊]\s*[（(]")
_BUREAU = r"[^\s:：]{2,20}(?:(?<![大格结全布时开变])局|厅|委员会|调查[总支]?队|海关|人民政府|办公室|统计中心)"
_BUREAUX = re.compile(rf"{_BUREAU}(?:[\s、，]+{_BUREAU})*")
_OUTLET = re.compile(r"(?:原创\s*)?(\S{2,12}(?:日报|晚报|时报|早报|商报|观察报|经济报|新闻网|在线|统计|网|发布))")
_NO_TITLE = re.compile(
    r"[>＞»]|^首页|记者|通讯员|评论员|^作者|字体|号$|第\s*\d+\s*[页版]|^[—-]\s*\d+\s*[—-]$|编者按|^原创|^摘要|^目录"
    r"|(?:编辑|责编|编审|审核|组版|排版|版式|校对|值班编委|投稿|邮箱|热线|邮编|电话|总编|监制|来稿)\s*[:：]|[Ee]-?mail"
)
_MARKS = re.compile(r"(?:[①-⑳¹²³⁴-⁹]|[〔\[［]\d+[〕\]］]|[*＊])+$")
_FIGURE = re.compile(r"[\d.]+(?:%|％|[万亿]|个百分点|元)")
_REPORT = re.compile(r"((?:19|20)\d\d)年(?:工作|政府工作)?回顾")


@dataclass(frozen=True)
class _Lines:
    """The lines of a text, as printed and as they are searched."""

    printed: list[str]
    plain: list[str]

    @property
    def outer(self) -> list[str]:
        """Those at its beginning and its end."""
        return [*self.plain[:_FIRST], *self.plain[max(_FIRST, len(self.plain) - _LAST) :]]


def chinese_head(lines: list[str], told: Told, observations: Observations) -> Head:
    """What the lines of a Chinese text say that it is about; what they do not tell is empty."""
    text = _Lines(lines, [bare(line) for line in lines])
    published, publisher = _published(text) or told.published, _publisher(text) or told.publisher
    title = _title(text, publisher)
    region = _region(bare(title), text, bare(publisher), observations)
    period, span = _window(bare(title), text, published)
    return Head(region, period, span, title, publisher, published, "zh")


def _title(text: _Lines, publisher: str) -> str:
    """The first line that can be one, with the line below that begins with a dash; without marks of footnotes."""
    for at, line in enumerate(text.plain[:_FIRST]):
        if _is_title(line, bare(publisher)):
            title = _MARKS.sub("", unglossed(text.printed[at]))
            below = text.plain[at + 1] if at + 1 < len(text.plain) else ""
            if _goes_on(below):
                title += _MARKS.sub("", unglossed(text.printed[at + 1]))
            return title
        if line.endswith("。"):
            break
    return ""


def _goes_on(line: str) -> bool:
    """Whether a line below a title belongs to it: one that begins with a dash, or names its time in brackets."""
    if re.match("——|－－|--", line):
        return len(line) <= _LONGEST and not _SPOKEN.search(line)
    return bool(re.fullmatch("[（(][^（）()]+[）)]", line) and windows_in(line) and not _DATE.search(line))


def _is_title(line: str, publisher: str) -> bool:
    if len(line) > _LONGEST or "。" in line or "\t" in line or "|" in line or line.startswith("——"):
        return False
    if _NO_TITLE.search(line) or _SOURCE.search(line) or _PAPER.search(line):
        return False
    rest = _CLOCK.sub("", _DATE.sub("", line)).strip(" 　()（）")
    return bool(rest) and rest != publisher and not _BUREAUX.fullmatch(rest) and not _OUTLET.fullmatch(rest)


def _published(text: _Lines) -> str:
    """The date that the text bears: one that is called so, else one that stands apart from prose."""
    dated = []
    for line in text.outer:
        found = _DATE.search(line)
        if found is None or _SPOKEN.search(line):
            continue
        apart = len(line) <= _LONGEST and not re.search(r"[。，；]|\d\t-?\d+(?:\.\d+)?(?:\t|$)", line)  # nor of a table
        rest = bool(found[3]) and not re.search(r"(?:年|[-–—－])$", line[: found.start()])
        if _LABELLED.search(line[: found.start()]):
            return _iso(found)
        only = _CLOCK.sub("", _DATE.sub("", line)).strip(" 　()（）")
        bureau = bool(_BUREAUX.fullmatch(only))
        if (found.start() == 0 and _CLOCK.match(line[found.end() :].strip())) or (apart and rest) or bureau or not only:
            dated.append(_iso(found))
    return dated[0] if dated else ""


def _iso(date: re.Match[str]) -> str:
    return "-".join([date[1], *(f"{int(part):02}" for part in date.groups()[1:] if part)])


def _publisher(text: _Lines) -> str:
    """Who published it: the paper of its first words, the bureaux below its title, the source that it names."""
    apart = [_CLOCK.sub("", _DATE.sub(" ", line)).strip(" 　()（）\t") for line in text.outer]
    printed = [*text.printed[:_FIRST], *text.printed[max(_FIRST, len(text.printed) - _LAST) :]]
    for line in text.outer[:_FIRST]:
        if found := _PAPER.search(line):
            return found[1]
    for line in apart:
        if _BUREAUX.fullmatch(line):
            return "、".join(re.split(r"[\s、，]+", line))
    for line in printed:
        if found := _SOURCE.search(unglossed(line)):
            return found[1]
    for line in apart:
        first = re.split(r"[\s　]+(?=第|\d)|[\s　]*第\s*\d+\s*版", line)[0]
        if found := _OUTLET.fullmatch(first.strip()):
            return found[1]
    return ""


def _region(title: str, text: _Lines, publisher: str, observations: Observations) -> str:
    """The place that the title names, else the publisher, else the first lines where they name only one."""
    places = Places("\n".join(text.plain), observations)
    for line in (title, publisher):
        found = places.all_in(line)
        if len(found) == 1:
            return found[0]
        if found:
            return ""  # a title of two places is about both
    if title and re.search("统计公报|国民经济|全国", title) and ("国家统计局" in publisher or "全国" in title):
        return NATION
    found = next((found for line in text.plain[:_FIRST] if (found := places.all_in(line))), [])
    listed = found and re.search(f"、{stem(found[0])}|{stem(found[0])}、", "\n".join(text.plain))
    return found[0] if len(found) == 1 and not listed else ""


def _window(title: str, text: _Lines, published: str) -> tuple[str, str]:
    """The period and window of the title, else those that the text opens with."""
    if report := next((found for line in text.plain if (found := _REPORT.search(line))), None):
        return report[1], "year"  # a report of a government is of the year that it looks back on
    if "工作报告" in title:
        return "", ""
    prose = [_DATE.sub("", line) for line in text.plain if line not in (title,)]
    first = next((line for line in (title, *prose) if windows_in(line)), "")
    named = only(windows_in(first)) or only(_opening(first))
    if named is None:
        return "", ""
    period = named.period(year_of(named, [each for line in prose for each in windows_in(line)], published))
    return (period, _span(named, prose)) if period else ("", "")


def _opening(line: str) -> list[Named]:
    """The windows that a line names before its first figure."""
    figure = _FIGURE.search(line)
    return [each for each in windows_in(line) if figure is None or each.end <= figure.start()]


def _span(named: Named, prose: list[str]) -> str:
    """The window, by how the text goes on where the title leaves it open: 11月份 may head figures of 1—11月."""
    if named.span in ("ytd", "year", "quarter"):
        return named.span
    windows = [each for line in prose for each in windows_in(line) if each.part == named.part]
    spans = [each.span for each in windows if each.span]
    if spans.count("ytd") >= max(1, len(spans) - spans.count("ytd")):
        return "ytd"
    return named.span
