"""The papermill engine "zhaotong-warm": notebooks of this project in kernels that begin with all of it loaded.

Every program that imports papermill imports this module, where this project is installed: it loads little more.
"""

from zhaotong.reports.preload import PRELOAD
from zhaotong.runs.engine import ForkedEngine, ForkServers


class ReportEngine(ForkedEngine):
    """Runs notebooks as `zhaotong` does, for programs that call papermill many times."""

    servers = ForkServers((*PRELOAD.modules, *PRELOAD.kernel))
