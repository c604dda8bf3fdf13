import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.printed import Rounded, read_printed


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("8", (8.0, 7.5, 8.5)),
        ("8.0", (8.0, 7.95, 8.05)),
        ("-4.3", (-4.3, -4.35, -4.25)),
        ("1.79e4", (17900.0, 17850.0, 17950.0)),
        ("0.27", (0.27, 0.265, 0.275)),
        ("200+", (200.0, 200.0, math.inf)),
    ],
)
def test_printed_digits_stand_for_an_interval(printed, expected):
    assert read_printed(printed) == Rounded(*expected)


def test_a_range_has_no_single_value():
    printed = read_printed("2~3")
    assert math.isnan(printed.value)
    assert printed.bounds == (1.5, 3.5)


@pytest.mark.parametrize("text", ["", "5,2", "８", "about 8", "8%", "1e400x", "--8"])
def test_anything_else_is_no_figure(text):
    with pytest.raises(ValueError, match="is not a printed figure"):
        read_printed(text)


@given(st.decimals(-1000, 1000, places=2), st.integers(0, 2))
def test_the_interval_holds_every_value_that_prints_the_same(number, places):
    printed = f"{number:.{places}f}"
    rounded = read_printed(printed)
    low, high = rounded.bounds
    assert low < rounded.value < high
    assert math.isclose(high - low, 10.0**-places)
    assert low - 1e-9 <= float(number) <= high + 1e-9


def test_a_difference_allows_for_both_roundings():
    assert read_printed("8") - read_printed("5.2") == Rounded(2.8, 2.25, 3.35)
    assert read_printed("8.0") - read_printed("2.8") == Rounded(5.2, 5.1, 5.3)


def test_results_rest_on_the_rows_of_both_sides():
    one, other = Rounded(8, 7.5, 8.5, frozenset([3])), Rounded(5.2, 5.15, 5.25, frozenset([4, 7]))
    for result in (
        one - other,
        one + other,
        one * other,
        one / other,
        (one / other).percent_change,
        one.factor * other,
    ):
        assert result.rows == {3, 4, 7}
    assert (one - Rounded.exact(100)).rows == {3}
    assert one == Rounded(8, 7.5, 8.5)  # what it rests on is no part of a number
