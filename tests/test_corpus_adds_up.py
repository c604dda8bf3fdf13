"""The marked texts that declare no contradiction have none: a reader that reports one there is wrong."""

from collections.abc import Iterator
from decimal import Decimal

from corpus_marks import HALVES, MarkedText, each, texts

SOUND = {f"{half}/{name}": text for half in HALVES for name, text in texts(half).items() if not text.contradictions}
SECTORS = ("primary", "secondary", "tertiary")


def rows(text: MarkedText, indicator: str) -> dict[tuple[str, str, str], set[Decimal]]:
    found: dict[tuple[str, str, str], set[Decimal]] = {}
    for mark in text.marks:
        if mark.is_row and mark.indicator == indicator and mark.value is not None:
            found.setdefault((mark.region, mark.period, mark.span), set()).add(mark.value)
    return found


def half_a_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(5).scaleb(min(exponent, 0) - 1)


def test_one_item_has_one_number():
    def check(text: MarkedText) -> Iterator[str]:
        for indicator in {mark.indicator for mark in text.marks if mark.indicator}:
            for key, values in rows(text, indicator).items():
                exact = max(values, key=lambda value: -half_a_digit(value))
                if any(abs(value - exact) > half_a_digit(value) for value in values):
                    yield f"{indicator} {key}: {values}"

    each(check, SOUND)


def test_the_sectors_sum_to_the_whole():
    def check(text: MarkedText) -> Iterator[str]:
        for whole, parts in (
            ("gdp_current", [f"gdp_{sector}" for sector in SECTORS]),
            ("trade_level", ["exports_level", "imports_level"]),
            ("retail_level", ["retail_urban", "retail_rural"]),
            ("retail_level", ["catering_level", "goods_retail_level"]),
        ):
            for key, values in rows(text, whole).items():
                found = [rows(text, part).get(key) for part in parts]
                if all(found):
                    numbers = [next(iter(values)), *(next(iter(part)) for part in found if part)]
                    if abs(numbers[0] - sum(numbers[1:])) > sum(map(half_a_digit, numbers)):
                        yield f"{whole} {key}: {numbers}"

    each(check, SOUND)


def test_shares_sum_to_a_hundred_and_fit_the_levels():
    def check(text: MarkedText) -> Iterator[str]:
        shares = [rows(text, f"gdp_share_{sector}") for sector in SECTORS]
        for key in shares[0]:
            numbers = [next(iter(share[key])) for share in shares if key in share]
            if len(numbers) == 3 and abs(sum(numbers) - 100) > sum(map(half_a_digit, numbers)):
                yield f"{key}: {numbers}"
            for sector, number in zip(SECTORS, numbers, strict=False):
                part, whole = (rows(text, name).get(key) for name in (f"gdp_{sector}", "gdp_current"))
                if part and whole:
                    share = max(part) / max(whole) * 100
                    if abs(share - number) > half_a_digit(number) + Decimal("0.06"):
                        yield f"{sector} {key}: {number} is {share:.2f}"

    each(check, SOUND)


def test_gaps_are_the_difference_of_the_two_rates():
    compared = []

    def check(text: MarkedText) -> Iterator[str]:
        for mark in text.marks:
            if mark.role == "gap" and mark.indicator is not None and mark.value is not None:
                rates = rows(text, mark.indicator)
                own = rates.get((mark.region, mark.period, mark.span))
                other = rates.get((mark.keys["against"], mark.period, mark.span))
                differences = {one - two for one in own or () for two in other or ()}
                compared.extend(differences)
                if differences and "bound" not in mark.keys and mark.value not in differences:
                    yield f"{mark.indicator} {mark.value}: {own} and {other}"

    each(check, SOUND)
    assert len(compared) >= 20


def test_changes_of_a_rate_are_the_difference_from_an_earlier_one():
    def check(text: MarkedText) -> Iterator[str]:
        told: dict[tuple[str, tuple[str, str, str]], list[Decimal]] = {}
        for mark in text.marks:
            if mark.role == "change" and mark.indicator is not None and mark.value is not None:
                told.setdefault((mark.indicator, (mark.region, mark.period, mark.span)), []).append(mark.value)
        for (indicator, key), changes in told.items():
            rates = rows(text, indicator)
            earlier = {one for at, many in rates.items() if at != key and at[::2] == key[::2] for one in many}
            differences = {one - two for one in rates.get(key, ()) for two in earlier}
            # a change whose earlier rate is not printed says nothing; one for each that is printed must fit
            if len([one for one in changes if one in differences]) < min(len(changes), len(differences)):
                yield f"{indicator} {changes}: {differences}"

    each(check, SOUND)


def test_a_whole_grows_between_its_parts():
    def check(text: MarkedText) -> Iterator[str]:
        for whole, parts in (
            ("gdp_growth_real", [f"gdp_growth_real_{sector}" for sector in SECTORS]),
            ("fai_growth", [f"fai_{sector}_growth" for sector in SECTORS]),
            ("trade_growth", ["exports_growth", "imports_growth"]),
            ("retail_growth", ["retail_urban_growth", "retail_rural_growth"]),
            ("retail_growth", ["catering_growth", "goods_retail_growth"]),
            ("disposable_income", ["disposable_income_urban", "disposable_income_rural"]),
        ):
            for key, values in rows(text, whole).items():
                found = [rows(text, part).get(key) for part in parts]
                if all(found):
                    numbers = [max(part) for part in found if part]
                    if not min(numbers) <= max(values) <= max(numbers):
                        yield f"{whole} {key}: {values} of {numbers}"

    each(check, SOUND)


def test_levels_fit_growth_and_heads():
    def check(text: MarkedText) -> Iterator[str]:
        levels, growth = rows(text, "gdp_current"), rows(text, "gdp_growth_real")
        per_head, people = rows(text, "gdp_per_capita"), rows(text, "population_resident")
        for (region, period, span), values in levels.items():
            if span != "year":
                continue
            key, before = (region, period, span), (region, str(int(period) - 1), span)
            if key in growth and before in levels:
                nominal = max(values) / max(levels[before]) * 100 - 100
                if not -5 <= nominal - max(growth[key]) <= 10:
                    yield f"{key}: {nominal:.1f} nominal, {growth[key]} real"
            if key in per_head and key in people:
                computed = max(values) * 10000 / max(people[key])
                if abs(computed / max(per_head[key]) - 1) > Decimal("0.01"):
                    yield f"{key}: {computed:.0f} a head, {per_head[key]}"

    each(check, SOUND)


def test_incomes_fit_their_ratio():
    def check(text: MarkedText) -> Iterator[str]:
        for key, values in rows(text, "urban_rural_income_ratio").items():
            town, country = (rows(text, f"disposable_income_{kind}").get(key) for kind in ("urban", "rural"))
            if town and country and abs(max(town) / max(country) - max(values)) > Decimal("0.0051"):
                yield f"{key}: {values}, {town} and {country}"

    each(check, SOUND)
