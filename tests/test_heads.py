"""The head that is proposed for a text: region, period and window right or empty, never guessed."""

from collections import Counter
from dataclasses import replace

import pytest
from corpus_marks import MarkedText, texts
from corpus_readings import document_of, head_of

from helpers.figures.observations import load_observations
from helpers.reading.document import Document, Paragraph
from helpers.reading.heads.proposing import propose_head
from helpers.reading.intake import take_in
from helpers.reading.letters import simplified
from helpers.reading.readings import Head

# At least so many of the thirty texts; what the others do not print is empty.
LEAST = {"region": 29, "period": 26, "span": 26, "published": 17, "language": 30}


def proposed(*lines: str) -> Head:
    blocks = tuple(Paragraph(line, at + 1) for at, line in enumerate(lines))
    return propose_head(Document("-", "0" * 64, blocks), load_observations())


def of_text(text: MarkedText) -> Head:
    return propose_head(replace(document_of(text), name="-"), load_observations())


def test_heads_of_the_marked_texts_are_right_or_empty() -> None:
    right: Counter[str] = Counter()
    for name, text in texts("build").items():
        said, marked = of_text(text), head_of(text)
        for key in LEAST:
            assert getattr(said, key) in (getattr(marked, key), ""), (name, key)
            right[key] += getattr(said, key) == getattr(marked, key)
    assert {key: least for key, least in LEAST.items() if right[key] < least} == {}


def test_a_mark_of_a_heading_is_none_of_the_title() -> None:
    """Plain text of today marks its headings; a reader of the page that checks it sees the title."""
    assert (
        proposed("# 云州市上半年经济运行情况", "2024年上半年，全市生产总值增长5.1%。").title
        == "云州市上半年经济运行情况"
    )
    assert proposed("## Growth in Cloud City", "GDP grew by 5.1% in 2024.").title == "Growth in Cloud City"


def test_titles_and_publishers_are_lines_of_the_marked_texts() -> None:
    for name, text in texts("build").items():
        said, marked = of_text(text), head_of(text)
        plain = simplified(text.plain).replace(" ", "").replace("\n", "")
        for part in said.title.split("——"):
            assert simplified(part).replace(" ", "") in plain, name
        if said.publisher and simplified(marked.publisher) in plain:
            assert simplified(said.publisher).startswith(simplified(marked.publisher)), name


CHINESE = {
    "昭通市2031年国民经济和社会发展统计公报": ("昭通市", "2031", "year"),
    "昭通市 2031 年国民经济和社会发展统计公报": ("昭通市", "2031", "year"),
    "２０３１年昭通市国民经济和社会发展统计公报": ("昭通市", "2031", "year"),
    "云南省昭通市2031年国民经济和社会发展统计公报": ("昭通市", "2031", "year"),
    "雁溪市二〇三一年国民经济和社会发展统计公报": ("雁溪市", "2031", "year"),
    "2033年1—5月雁溪市主要经济指标": ("雁溪市", "2033-05", "ytd"),
    "2033年1至5月雁溪市主要经济指标": ("雁溪市", "2033-05", "ytd"),
    "雁溪市2033年1-9月经济运行情况": ("雁溪市", "2033Q3", "ytd"),
    "雁溪市2033年1—6月份经济运行情况": ("雁溪市", "2033Q2", "ytd"),
    "雁溪市2033年1-12月经济运行情况": ("雁溪市", "2033", "year"),
    "雁溪市2033年1-2月经济运行情况": ("雁溪市", "2033-02", "ytd"),
    "2034年上半年雁溪市经济运行情况": ("雁溪市", "2034Q2", "ytd"),
    "2034年前三季度雁溪市经济稳中有进": ("雁溪市", "2034Q3", "ytd"),
    "雁溪市2034年前3季度生产总值": ("雁溪市", "2034Q3", "ytd"),
    "雁溪市2034年1-3季度主要指标": ("雁溪市", "2034Q3", "ytd"),
    "雁溪市2034年一季度经济运行情况": ("雁溪市", "2034Q1", "ytd"),
    "雁溪市2034年第一季度经济运行情况": ("雁溪市", "2034Q1", "ytd"),
    "雁溪市2034年三季度单季经济运行情况": ("雁溪市", "2034Q3", "quarter"),
    "雁溪市2034年三季度经济运行情况": ("雁溪市", "2034Q3", ""),
    "雁溪市2034年5月份工业运行情况": ("雁溪市", "2034-05", "month"),
    "2034年全年雁溪市经济运行情况": ("雁溪市", "2034", "year"),
    "雁溪市2034年度国民经济主要指标": ("雁溪市", "2034", "year"),
    "梧岭省2034年国民经济和社会发展统计公报": ("梧岭省", "2034", "year"),
    "梧岭省雁溪市2034年国民经济和社会发展统计公报": ("雁溪市", "2034", "year"),
    "丹柏县2034年国民经济和社会发展统计公报": ("丹柏县", "2034", "year"),
    "松岚区2034年国民经济和社会发展统计公报": ("松岚区", "2034", "year"),
    "镇雄县2034年国民经济和社会发展统计公报": ("镇雄县", "2034", "year"),
    "楚雄彝族自治州2034年国民经济和社会发展统计公报": ("楚雄彝族自治州", "2034", "year"),
    "广西壮族自治区2034年国民经济和社会发展统计公报": ("广西壮族自治区", "2034", "year"),
    "雁溪市國民經濟和社會發展統計公報（2034年）": ("雁溪市", "2034", "year"),
    "2034年雁溪市與青棠市經濟比較": ("", "2034", "year"),
    "雁溪市2031年和2034年主要指标对比": ("雁溪市", "", ""),
    "雁溪市2031—2034年主要指标": ("雁溪市", "", ""),
    "昭通前三季度经济增长8%领跑全省": ("昭通市", "", ""),
    "2034年昭通经济运行情况": ("昭通市", "2034", "year"),
    "高质量发展看开发区": ("", "", ""),
    "全市上下齐心协力谱写新篇章": ("", "", ""),
    "2034年全国国民经济和社会发展统计公报": ("全国", "2034", "year"),
}


@pytest.mark.parametrize("title", CHINESE)
def test_what_a_chinese_title_says(title: str) -> None:
    said = proposed(title, "", "面对复杂形势，经济总体平稳。")
    assert (said.region, said.period, said.span) == CHINESE[title]
    assert (said.title, said.language) == (title if " " not in title else said.title, "zh")


ENGLISH = {
    "Statistical Communiqué of Yanxi City on the 2034 National Economic and Social Development": (
        "Yanxi City",
        "2034",
        "year",
    ),
    "Statistical Communiqué of Zhaotong on the 2034 National Economic and Social Development": (
        "Zhaotong",
        "2034",
        "year",
    ),
    "Statistical Communiqué of the People's Republic of China on the 2034 Development": ("China", "2034", "year"),
    "Yanxi City's Economy in the First Half of 2034": ("Yanxi City", "2034Q2", "ytd"),
    "Economy of Wuling Province in the First Three Quarters of 2034": ("Wuling Province", "2034Q3", "ytd"),
    "Yanxi County: Industrial Production in May 2034": ("Yanxi County", "2034-05", "month"),
    "Yanxi City: January-May 2034 in figures": ("Yanxi City", "2034-05", "ytd"),
    "Yanxi City from January to November 2034": ("Yanxi City", "2034-11", "ytd"),
    "Yanxi City in the first nine months of 2034": ("Yanxi City", "2034Q3", "ytd"),
    "Yanxi City in the first five months of 2034": ("Yanxi City", "2034-05", "ytd"),
    "Yanxi City in the Third Quarter of 2034": ("Yanxi City", "2034Q3", "quarter"),
    "Yanxi City's Economy in the First Quarter of 2034": ("Yanxi City", "2034Q1", "ytd"),
    "Yanxi City in 2031 and 2034: a Comparison": ("Yanxi City", "", ""),
    "A new chapter of reform": ("", "", ""),
}


@pytest.mark.parametrize("title", ENGLISH)
def test_what_an_english_title_says(title: str) -> None:
    said = proposed(title, "", "The economy remained stable amid many challenges.")
    assert (said.region, said.period, said.span, said.title, said.language) == (*ENGLISH[title], title, "en")


def test_the_period_of_an_english_article_is_that_of_its_first_figures():
    told = "Yanxi City grew 5.1 percent in the first half of 2034. It had grown 6.0 percent in 2031."
    said = proposed("Yanxi's cheer", "Officials are cheerful.", told)
    assert (said.region, said.period, said.span) == ("Yanxi City", "2034Q2", "ytd")
    said = proposed("Yanxi's cheer", "Yanxi City grew 5.1 percent. That is less than the 6.0 percent of 2031.")
    assert (said.region, said.period) == ("Yanxi City", "")


def test_a_year_that_a_title_leaves_out_is_that_of_the_last_window_over_at_the_date() -> None:
    for published, period in {"2034年10月26日": "2034Q3", "2034年2月3日": "2033Q3"}.items():
        said = proposed("前三季度雁溪市经济运行总体平稳", "雁溪市统计局", published, "前三季度，全市经济平稳。")
        assert (said.region, said.period, said.span) == ("雁溪市", period, "ytd")
    assert proposed("前三季度雁溪市经济运行总体平稳", "前三季度，全市经济平稳。").period == ""


def test_a_month_heads_figures_of_the_months_so_far_where_the_text_has_more_of_these() -> None:
    title, month, months = "雁溪市2034年11月份经济运行情况", "11月份，出口增长3.1%。", "1—11月，投资下降2.0%。"
    assert proposed(title, month).span == "month"
    assert proposed(title, month, months, months).span == "ytd"


def test_a_report_of_a_government_is_of_the_year_that_it_looks_back_on() -> None:
    said = proposed("2035年雁溪市政府工作报告", "一、2034年工作回顾", "过去一年，全市生产总值增长5.1%。")
    assert (said.region, said.period, said.span) == ("雁溪市", "2034", "year")
    assert proposed("2035年雁溪市政府工作报告", "过去一年，全市生产总值增长5.1%。").period == ""


@pytest.mark.parametrize(
    ("lines", "published", "publisher"),
    [
        (("雁溪市统计局", "（2034年4月8日）"), "2034-04-08", "雁溪市统计局"),
        (("雁溪市统计局　国家统计局雁溪调查队", "2034年4月8日"), "2034-04-08", "雁溪市统计局、国家统计局雁溪调查队"),
        (("发布时间：2034-04-08 09:30　来源：雁溪市统计局　字体：大 中 小",), "2034-04-08", "雁溪市统计局"),
        (("雁溪市统计局 2034年4月",), "2034-04", "雁溪市统计局"),
        (("来源：雁溪新闻网　2034-04-08 16:40",), "2034-04-08", "雁溪新闻网"),
        (("雁溪市农业农村局", "2034年4月8日"), "2034-04-08", "雁溪市农业农村局"),
        (("稳经济 谋全局", "2034年4月8日"), "2034-04-08", ""),
        (("雁溪晚报讯（记者 林夕）",), "", "雁溪晚报"),
        (("雁溪日报　2034年8月3日　第1版　要闻",), "2034-08-03", "雁溪日报"),
        (("□ 本报记者 顾夕",), "", ""),
        (("2034年1-9月主要指标　单位：亿元",), "", ""),
        (("资料来源：雁溪市统计局", "2033-12-31\t183.9"), "", ""),
        (("——2034年2月3日在雁溪市第六届人民代表大会第二次会议上",), "", ""),
    ],
)
def test_who_published_a_chinese_text_and_when(lines: tuple[str, ...], published: str, publisher: str) -> None:
    said = proposed("雁溪市经济运行情况", *lines, "全市经济总体平稳。")
    assert (said.published, said.publisher, said.title) == (published, publisher, "雁溪市经济运行情况")


def test_who_published_an_english_text_and_when() -> None:
    said = proposed(
        "Yanxi Grows Faster", "Yanxi Municipal Bureau of Statistics", "30 October 2034", "GDP rose by 5 percent."
    )
    assert (said.publisher, said.published, said.title) == (
        "Yanxi Municipal Bureau of Statistics",
        "2034-10-30",
        "Yanxi Grows Faster",
    )
    said = proposed("Slump bites", "YANXI, January 21 (Inland Post) - The city of Yanxi grew 3.9 percent last year.")
    assert (said.publisher, said.published, said.region, said.period) == ("Inland Post", "", "Yanxi", "")


def test_marks_of_footnotes_and_paths_of_a_site_are_no_part_of_a_title() -> None:
    said = proposed("首页 > 统计公报", "雁溪市2034年统计公报①", "全市经济平稳。")
    assert said.title == "雁溪市2034年统计公报"


PAGE = """<html><head><meta charset="utf-8"><title>{tab}</title>{fields}</head>
<body><nav>首页 &gt; 公报</nav><p>全市地区生产总值412.36亿元，增长5.4%。</p></body></html>"""


def of_page(tab: str, fields: str = "") -> Head:
    page = PAGE.format(tab=tab, fields=fields)
    return propose_head(take_in(page.encode(), "page.html"), load_observations())


def test_a_page_without_a_heading_has_the_title_of_its_tab_without_the_name_of_the_site():
    for site in ("_雁溪市人民政府", " - 雁溪统计", ""):
        said = of_page(f"雁溪市2034年国民经济和社会发展统计公报{site}")
        assert (said.title, said.region) == ("雁溪市2034年国民经济和社会发展统计公报", "雁溪市")
        assert (said.period, said.span) == ("2034", "year")


def test_the_fields_of_a_page_of_a_government_are_taken_where_its_lines_do_not_say_it():
    fields = {
        "ArticleTitle": "前三季度雁溪市经济运行情况",
        "PubDate": "2034-10-26 09:30",
        "ContentSource": "雁溪市统计局",
    }
    metas = "".join(f'<meta name="{name}" content="{said}">' for name, said in fields.items())
    said = of_page("雁溪市统计局", metas)
    assert (said.title, said.publisher, said.published) == ("前三季度雁溪市经济运行情况", "雁溪市统计局", "2034-10-26")
    assert (said.period, said.span) == ("2034Q3", "ytd")


def test_what_a_page_shows_goes_before_what_it_bears_in_its_head():
    metas = '<meta name="PubDate" content="2036-01-01"><meta name="ArticleTitle" content="另一篇">'
    page = PAGE.format(tab="x", fields=metas).replace("<nav>", "<h1>雁溪市2034年统计公报</h1><p>2035年4月12日</p><nav>")
    said = propose_head(take_in(page.encode(), "page.html"), load_observations())
    assert (said.title, said.published) == ("雁溪市2034年统计公报", "2035-04-12")


def test_an_imprint_is_no_title():
    said = proposed("责编:甲乙 校对:丙丁 投稿邮箱:x@example.org", "雁溪市经济回暖", "2034年，雁溪市生产总值增长5.1%。")
    assert (said.title, said.region) == ("雁溪市经济回暖", "雁溪市")
