"""What stands at the head of every sheet: the title of a page, whatever is in it, and nothing else."""

import pytest
import tinycss2

from zhaotong.reports.paper import sheet_heads


@pytest.mark.parametrize(
    "title",
    ["How fast?", '"}</style><script>', "a\\", "昭通市增长多快？", "two\nlines", "a" * 500, "x'/*", "9 % · 2023–2025"],
)
def test_a_title_stays_a_string_of_the_style(title):
    style = sheet_heads(title, "1994–2025")
    assert "<" not in style
    rules = tinycss2.parse_stylesheet(style, skip_whitespace=True)
    assert [rule.type for rule in rules] == ["at-rule", "at-rule"]
    boxes = tinycss2.parse_blocks_contents(rules[0].content, skip_whitespace=True)
    assert [box.at_keyword for box in boxes if box.type == "at-rule"] == ["top-left", "bottom-left"]
    [said] = [token.value for token in boxes[0].content if token.type == "string"]
    expected = " ".join(title.split())
    assert said == (expected if len(expected) <= 110 else f"{expected[:109]}…")
