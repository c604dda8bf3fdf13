from helpers.api.citing import cite as cite
from helpers.api.comparing import gap as gap
from helpers.api.drawing import chart as chart
from helpers.api.exporting import export as export
from helpers.api.fitting import forecast as forecast
from helpers.api.fitting import trend as trend
from helpers.api.growing import growth as growth
from helpers.api.listing import indicators as indicators
from helpers.api.listing import load as load
from helpers.api.listing import sources as sources
from helpers.api.places import peers as peers
from helpers.api.places import regions as regions
from helpers.api.ranking import rank as rank
from helpers.api.sealing import seal as seal
from helpers.api.selecting import series as series
from helpers.show.wording import finding as finding

__all__: list[str]
