"""The option `--data DIR`, which every command takes."""

from pathlib import Path
from typing import Any

import click

from helpers.figures.paths import use_data
from helpers.text.messages import InputError


def _use_data(_context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is None:
        return
    if not (folder / "datapackage.json").is_file():
        raise InputError(f"--data {folder}: no data package is there; a copy of data/ is a start")
    use_data(folder)


class Command(click.Command):
    """A command that takes the option `--data`, the folder of the figures."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        kind = click.Path(path_type=Path)
        words = "The folder of the figures; data/ of the project, or ZHAOTONG_DATA, by default."
        option = click.Option(
            ["--data"], type=kind, metavar="DIR", is_eager=True, expose_value=False, callback=_use_data, help=words
        )
        self.params.append(option)
