"""How `make lab` starts JupyterLab: on the list of notebooks, with this environment's kernel, without news.

What is changed in JupyterLab stays in lab/.state; a person's own settings and workspaces are neither read nor written.
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent

c = get_config()  # noqa: F821

c.ServerApp.root_dir = str(HERE.parent / "notebooks")
c.LabApp.default_url = "/lab/tree/README.md"
c.ServerApp.allow_root = True  # in a container there may be nobody else; the server listens to this machine alone

# The kernel is that of this environment, whatever else is called python3 in a person's own folders.
os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
c.KernelSpecManager.allowed_kernelspecs = {"python3"}

# overrides.json and page_config.json: nothing pops up, Markdown is shown as it reads.
c.LabApp.app_settings_dir = str(HERE / "settings")
c.LabApp.user_settings_dir = str(HERE / ".state" / "settings")
c.LabApp.workspaces_dir = str(HERE / ".state" / "workspaces")

# Nothing is asked of the network.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
