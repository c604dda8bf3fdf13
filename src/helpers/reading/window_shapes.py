"""The shapes of words for time: 1—9月, 前三季度, 9月末; each with the parts that say which."""

import re

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年度?|(?P<relative>今年|本年|去年|上年|前年))"
_SHAPES: tuple[str, ...] = (
    rf"(?P<up_to>截至|截止到?|到|至)?{_YEAR}?(?P<day>\d{{1,2}}月\d{{1,2}}日)(?:[至—到-](?P<last_day>\d{{1,2}}月\d{{1,2}}日))?",
    rf"{_YEAR}?(?P<first>\d{{1,2}})月?份?[—至到-](?P<last>\d{{1,2}})月份?(?P<end_of_months>末|底)?",
    rf"{_YEAR}?前(?P<months>\d{{1,2}}|[二两三四五六七八九十]|十一)个?月",
    rf"{_YEAR}?(?:前(?P<quarters>[二两三23])个?季度?|[1一][—至到-](?P<to_quarter>[二三四2-4])季度|(?P<half>上半年|下半年))(?P<end_of_half>末)?",
    rf"{_YEAR}?(?:第?(?P<quarter>[一二三四1-4])季度|第(?P<quarter_th>[一二三四1-4])季(?!度)|(?P<first_quarter>首季度?))(?P<single>当季|单季)?(?P<end_of_quarter>末)?",
    rf"(?P<until>截至|截止|截止到)?{_YEAR}?(?P<month>\d{{1,2}}|(?:十[一二]|[一二三四五六七八九十])(?=月(?:份|末|底|当月|单月)))月(?P<end_of_month>末|底)?份?(?P<that_month>当月|单月)?",
    r"(?P<from_year>20\d\d)年?[至—到-](?P<to_year>20\d\d)年(?P<ends>末|底)?",
    r"(?P<year>(?:19|20)\d\d)(?=(?:[、和及与](?:19|20)\d\d)+年)",
    r"(?P<past>去年|上年)(?P<same>同期|同月|当月|同季)",
    rf"{_YEAR}(?P<whole>全年)?(?P<end_of_year>末|底)?(?P<since>以来)?",
    r"(?P<year_after>次年|翌年|(?<!第)第二年)|(?P<year_prior>前一年|上一年)",
    r"(?P<all_year>全年|年度(?![^，。；]{0,2}[目计]))",
    r"(?P<at_end>年末|年底|期末|季末|月末)",
    r"(?P<month_before>上月|上个月)(?:末)?|(?P<quarter_before>上季度|上个季度)",
    r"(?P<this_month>当月|单月)|(?P<this_quarter>当季|单季)",
)
SHAPES = tuple(re.compile(shape) for shape in _SHAPES)
PATTERN = re.sub(r"\?P<\w+>", "?:", "|".join(f"(?:{shape})" for shape in _SHAPES))
