from helpers.api.citing import cite as cite
from helpers.api.comparing import gap as gap
from helpers.api.comparing import growth as growth
from helpers.api.drawing import chart as chart
from helpers.api.exporting import export as export
from helpers.api.fitting import forecast as forecast
from helpers.api.fitting import trend as trend
from helpers.api.listing import indicators as indicators
from helpers.api.listing import load as load
from helpers.api.listing import regions as regions
from helpers.api.listing import sources as sources
from helpers.api.sealing import seal as seal
from helpers.api.selecting import series as series
from helpers.show.wording import finding as finding

__all__: list[str]
