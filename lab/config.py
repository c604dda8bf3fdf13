"""How `make lab` starts JupyterLab: on the list of notebooks, with this environment's kernel, without news.

A run leaves nothing in the notebooks of the project: they are saved as `make strip` would leave them.

What is changed in JupyterLab stays in lab/.state; a person's own settings and workspaces are neither read nor written.
"""

import os
import warnings
from pathlib import Path
from runpy import run_path
from typing import Any

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parent / "notebooks"

c = get_config()  # noqa: F821

c.ServerApp.root_dir = str(HERE.parent)
c.LabApp.default_url = "/lab/tree/notebooks/README.md"
c.ServerApp.allow_root = True  # in a container there may be nobody else; the server listens to this machine alone

# The kernel is that of this environment, whatever else is called python3 in a person's own folders.
os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
c.KernelSpecManager.allowed_kernelspecs = {"python3"}

# overrides.json and page_config.json: nothing pops up, Markdown is shown as it reads.
c.LabApp.app_settings_dir = str(HERE / "settings")
c.LabApp.user_settings_dir = str(HERE / ".state" / "settings")
c.LabApp.workspaces_dir = str(HERE / ".state" / "workspaces")

# One language of the prose at a time, and the cell that failed in sight.
c.LabApp.extra_labextensions_path = [str(HERE / "extension")]

# Nothing is asked of the network.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"

stripped = run_path(str(HERE / "strip.py"))["stripped"]


def strip_before_saving(model: dict, path: str, contents_manager: Any, **_: Any) -> None:
    """Only what lies in notebooks/; a notebook elsewhere keeps its outputs.

    The notebook is replaced whole or not at all: after an error JupyterLab logs it and saves the notebook as it is.
    """
    if model.get("type") == "notebook" and (Path(contents_manager.root_dir) / path).resolve().is_relative_to(NOTEBOOKS):
        model["content"] = stripped(model["content"])


warnings.filterwarnings("ignore", "Overriding existing pre_save_hook")  # the server reads its configuration twice
c.ContentsManager.pre_save_hook = strip_before_saving
