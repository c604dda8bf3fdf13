import math

import pandas as pd
import pytest

from helpers.models.growth import chained_index, two_year_average
from helpers.text.messages import RefusedError


def yearly(rates: list[float], first: int = 2001) -> pd.Series:
    return pd.Series(rates, index=pd.period_range(str(first), periods=len(rates), freq="Y"), dtype=float)


def test_a_chain_starts_at_100_the_year_before_the_first_rate():
    index = chained_index(yearly([10, -10, 50]))
    assert index.round(9).to_list() == [100, 110, 99, 148.5]
    assert str(index.index[0]) == "2000"


def test_a_chain_is_refused_across_a_missing_year():
    with pytest.raises(RefusedError, match="2002"):
        chained_index(yearly([10, math.nan, 50]))


def test_missing_years_at_the_ends_do_not_break_a_chain():
    assert chained_index(yearly([math.nan, 10, math.nan])).to_list() == pytest.approx([100, 110])


@pytest.mark.parametrize(("base", "now", "published"), [(-6.8, 18.3, 5.0), (-1.6, 12.7, 5.3), (0.7, 9.8, 5.2)])
def test_two_year_averages_of_2021_are_those_that_the_statistics_bureau_published(base, now, published):
    average = two_year_average(yearly([base, now], 2020))
    assert math.isnan(average.iloc[0])
    assert average.iloc[1] == pytest.approx(published, abs=0.05)
