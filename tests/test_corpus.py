"""The marked texts that readers of bulletins are built on and judged by: what marks say, and how many there are."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from corpus_marks import FOLDER, HALVES, RELATIVE, UNITS, Mark, MarkedText, each, factor, texts

from helpers.figures.paths import PROJECT

HALF = {half: texts(half) for half in HALVES}
ALL = {f"{half}/{name}": text for half in HALVES for name, text in HALF[half].items()}
README_OF_REASONS = (FOLDER / "README.md").read_text("utf-8").partition("## Reasons")[2]
with (PROJECT / "data" / "indicators.csv").open(encoding="utf-8") as file:
    UNIT = {row["indicator"]: row["unit"] for row in csv.DictReader(file)}
HEAD = {"form", "rendered", "title", "publisher", "published", "region", "period", "span"}
SPANS = {"year": r"20\d\d", "ytd": r"20\d\d(Q[1-4]|-\d\d)", "quarter": r"20\d\dQ[1-4]", "month": r"20\d\d-\d\d"}
SPANS["event"] = "|".join((SPANS["year"], SPANS["ytd"]))
KEYS = {"value", "unit", "role", "bound", "against", "why", "words"}
ROLES = {"value", "previous", "target", "average", "part", "sum", "bound", *RELATIVE}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Digits that are no figures and stand unmarked: dates and windows, numbers of documents, pages, headings, footnotes,
# telephones.
NO_FIGURES = re.compile(
    r"""
      \d{3,4}-\d{7,8}(?!\d)                                             # telephone
    | (?<![\d.,])20[23]\d-\d\d?(-\d\d?)?(?![\d.%])                      # 2033-04-12
    | (?<![\d.,])20[23]\d\s?(年|年度)?(?![\d.,]\d|\d)                    # 2033年
    | (?<![\d.,])\d\d?\s?[—–~至-]\s?\d\d?\s?(月|季度)                    # 1—5月
    | (?<![\d.,])\d\d?\s?(月份|月末|月|日|季度) | 前\d\d?个月             # 5月, 前11个月
    | (?<![\d.,])\d\d?[:：]\d\d(?![\d.:：])                              # 09:30
    | 〔\d+〕(\d+号)? | 表\d | 第\s?\d+\s?[号期版页頁] | 共\s?\d+\s?[页頁]            # 〔2033〕8号, 第 2 页
    | (?m:^\s*(第\s)?[-—]\s?\d+\s?[-—]\s*$)                             # — 2 —
    | (?m:(?:^|(?<=[（(。；:：\u3000]))\s*[（(]?\d\d?[.．、)）]\s?(?!\d))   # 1. heading
    | \b(?:MONTHS)\s\d\d?\b | \b\d\d?\s(?:MONTHS)\b | \bQ[1-4]\b | \bH[12]\b
    """.replace("MONTHS", MONTHS),
    re.X,
)


# What a text and a mark consist of


def test_each_head_says_form_place_and_time():
    def check(text: MarkedText) -> Iterator[str]:
        if set(text.head) != HEAD:
            yield f"head has {sorted(set(text.head) ^ HEAD)}"
        if text.head["rendered"] not in ("txt", "html", "docx", "pdf", "xlsx"):
            yield text.head["rendered"]
        if not re.fullmatch(r"20[23]\d-\d\d-\d\d", text.head["published"]):
            yield text.head["published"]
        if not re.fullmatch(SPANS[text.head["span"]], text.head["period"]):
            yield f"{text.head['period']} {text.head['span']}"
        if "[" in text.plain or "]" in text.plain:
            yield "a square bracket that is no mark"

    each(check, ALL)


def test_marks_stand_where_they_say_and_name_what_is_known():
    reasons = set(re.findall(r"^\| `(\w+)` \| .* \|$", README_OF_REASONS, re.M))

    def check(text: MarkedText) -> Iterator[str]:
        for mark in text.marks:
            if text.plain[mark.start : mark.end] != mark.printed:
                yield f"{mark.printed} does not stand at {mark.start}"
            if (mark.indicator is None) == ("why" not in mark.keys) or mark.keys.get("why", "target") not in reasons:
                yield f"{mark.printed}: {mark.indicator} {mark.keys}"
            if mark.indicator is not None and mark.indicator not in UNIT:
                yield f"{mark.indicator} is no code"
            if not set(mark.keys) <= KEYS or mark.role not in ROLES:
                yield f"{mark.printed}: {mark.keys}"
            if not re.fullmatch(SPANS[mark.span], mark.period):
                yield f"{mark.printed}: {mark.period} {mark.span}"
            if mark.words != (re.search("[0-9０-９]", mark.printed) is None):
                yield f"{mark.printed}: in words or in digits?"

    each(check, ALL)


def test_values_are_the_printed_digits_in_the_unit_of_the_indicator():
    def check(text: MarkedText) -> Iterator[str]:
        for mark in text.marks:
            if mark.indicator is None or mark.words:
                continue
            printed = Mark(0, 0, mark.printed, None, "", "", "", {}).value
            value, unit = mark.value, mark.keys.get("unit")
            scale: Decimal | None = Decimal(1)
            if mark.role not in RELATIVE and unit is not None:
                scale = factor(unit, UNIT[mark.indicator])
            elif unit is not None and not any(unit in of for of in (*UNITS.values(), {"倍": 1, "位": 1})):
                yield f"{mark.printed}: unit {unit}"
            if printed is None or value is None or scale is None or abs(value) != abs(printed * scale):
                yield f"{mark.printed} {unit} is {value} {UNIT[mark.indicator]}"

    each(check, ALL)


def test_what_is_not_marked_is_no_figure():
    def check(text: MarkedText) -> Iterator[str]:
        hidden = list(text.plain)
        for mark in text.marks:
            hidden[mark.start : mark.end] = "◆" * (mark.end - mark.start)
        left = NO_FIGURES.sub(lambda found: "◇" * len(found[0]), "".join(hidden))
        for digit in re.finditer("[0-9０-９]+", left):
            yield text.plain[max(0, digit.start() - 12) : digit.end() + 8]

    each(check, ALL)


def test_the_places_are_invented():
    with (PROJECT / "data" / "regions.csv").open(encoding="utf-8") as file:
        known = {name for row in csv.DictReader(file) for name in (row["name_zh"], *row["aliases"].split("|"))}
    stems = {re.sub("[省市县區区州盟旗]$", "", name) for name in known if len(name) > 2}

    def check(text: MarkedText) -> Iterator[str]:
        for place in {text.head["region"], *(mark.region for mark in text.marks)} - {"全国", "全國", "China"}:
            if place in known or re.sub("[省市县縣區区]$", "", place) in stems:
                yield place

    each(check, ALL)


def test_what_contradicts_itself_is_marked():
    def check(text: MarkedText) -> Iterator[str]:
        for told in text.contradictions:
            if told.kind not in ("twice", "parts", "per_day", "gap", "share"):
                yield told.kind
            for printed in told.printed:
                if printed not in {mark.printed for mark in text.marks}:
                    yield f"{printed} is not marked"

    each(check, ALL)
    assert {told.kind for half in HALVES for text in HALF[half].values() for told in text.contradictions} == {
        *("twice", "parts", "per_day", "gap", "share")
    }


def test_what_contradicts_itself_does():
    def check(text: MarkedText) -> Iterator[str]:
        for told in text.contradictions:
            first, *others = (Decimal(printed.replace(",", "")) for printed in told.printed)
            agrees = {
                "twice": first in others,
                "parts": sum(others) == first,
                "gap": first - others[0] == others[-1],
                "share": abs(first / others[0] * 100 - others[-1]) < Decimal("0.1"),
                "per_day": round(first / int((re.findall(r"(\d+) days", told.why) or ["1"])[0])) == others[-1],
            }
            if agrees[told.kind]:
                yield f"{told}"

    each(check, ALL)


# How much there is


def test_both_halves_hold_what_the_readme_promises():
    forms = {half: Counter(text.head["form"] for text in HALF[half].values()) for half in HALVES}
    for half, counted in forms.items():
        assert sum(counted.values()) >= 22, half
        assert counted["communique_city"] >= 5
        assert counted["communique_county"] >= 3
        assert counted["quarterly"] >= 3
        assert counted["press"] >= 4
        assert {"communique_province", "monthly", "work_report", "english", "traditional", "damaged"} <= set(counted)
        assert sum(counted[form] for form in ("table_long", "table_wide", "table_counties")) >= 3
    readme = (FOLDER / "README.md").read_text("utf-8")
    for form in forms["build"] | forms["gate"]:
        assert f"| {form} | {forms['build'][form]} | {forms['gate'][form]} |" in readme
    rendered = Counter(text.head["rendered"] for text in ALL.values())
    assert rendered["txt"] >= 20
    assert min(rendered[kind] for kind in ("html", "docx", "pdf")) >= 5
    marks = {half: [mark for text in HALF[half].values() for mark in text.marks] for half in HALVES}
    assert sum(map(len, marks.values())) >= 900
    assert sum(mark.is_row for half in HALVES for mark in marks[half]) >= 500
    assert sum(mark.is_row for mark in marks["gate"]) >= 300
    assert sum(mark.words for half in HALVES for mark in marks[half]) >= 120


def test_no_text_stands_in_both_halves_and_no_place_heads_two_communiques():
    titles = Counter(text.head["title"] for text in ALL.values())
    assert max(titles.values()) == 1
    heads = Counter(text.head["region"] for text in ALL.values() if text.head["form"].startswith("communique"))
    assert max(heads.values()) == 1
