"""Places in a source are put into words of the language in use, whatever the notation in which the data have them."""

import re

import pytest

from helpers.show.locators import locator_words
from helpers.text.language import use_language


@pytest.mark.parametrize(
    ("locator", "said", "chinese"),
    [
        ("¶36 (7)", "paragraph 36, number 7", "第36段（第7个数）"),
        ("¶12 (1–2)", "paragraph 12, numbers 1 to 2", "第12段（第1至2个数）"),
        ("¶3", "paragraph 3", "第3段"),
        ("¶2 “第一”", "paragraph 2, “第一”", "第2段“第一”"),
        ("¶35 “沒有上“黑榜””", "paragraph 35, “沒有上‘黑榜’”", "第35段“沒有上‘黑榜’”"),
        ("正文 (text)", "text", "正文"),
        (
            "《中国城市统计年鉴2020》表 2-9,2-10 全市列 (col 45)",
            "tables 2-9, 2-10, column 45 (the whole city)",
            "表2-9、2-10，第45列（全市）",
        ),
        ("a/china-local-debt-atlas @0f b.csv (bulletin 2018)", "a/china-local-debt-atlas @0f b.csv (bulletin of 2018)",
         "a/china-local-debt-atlas @0f b.csv（2018年公报）"),
        ("table 1", "table 1", "table 1"),
    ],
)  # fmt: skip
def test_a_place_is_said_in_both_languages(locator, said, chinese):
    assert locator_words(locator) == said
    use_language("zh")
    assert locator_words(locator) == chinese


def test_no_remark_of_the_projects_own_is_left_in_the_other_language(observations):
    """Names of files, tables and series and addresses are the source's own; what is said about them is not."""
    places = observations.figures["locator"].unique()
    assert not [place for place in map(locator_words, places) if re.search("¶|全市|正文|表 ", place)]
    use_language("zh")
    remark = re.compile(r"¶|\b(text|excerpt|copies|copy|its source|same file|not seen|zeros|bulletin|gazette|latest)\b")
    own = re.compile(r"\S*[/.@]\S*")  # addresses and files
    assert not [place for place in map(locator_words, places) if remark.search(own.sub("", place))]
