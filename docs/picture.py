"""Draw the pictures of the README: the default chart of the growth report, in both languages."""

from pathlib import Path

from helpers.charts import draw_growth
from helpers.language import LANGUAGES, use_language
from helpers.observations import load_observations
from helpers.series import select_series

observations = load_observations()
own, *benchmarks = [
    select_series(observations, region, "gdp_growth_real", window=(1994, 2024))
    for region in ("530600", "530000", "100000")
]
for language in LANGUAGES:
    use_language(language)
    chart = draw_growth(observations, own, benchmarks)
    Path(__file__).with_name(f"growth.{language}.png").write_bytes(chart.png)
