"""The options `--data DIR` and `--notebooks DIR`, which every command takes."""

from pathlib import Path
from typing import Any

import click

from helpers.figures.paths import use_data
from helpers.text.messages import InputError
from zhaotong.reports.notebooks import use_notebooks


def _use_data(_context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is None:
        return
    if not (folder / "datapackage.json").is_file():
        raise InputError(f"--data {folder}: no data package is there; a copy of data/ is a start")
    use_data(folder)


def _use_notebooks(_context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder is None:
        return
    if not folder.is_dir():
        raise InputError(f"--notebooks {folder}: there is no such folder")
    use_notebooks(folder)


class Command(click.Command):
    """A command that takes the options `--data` and `--notebooks`: where the figures and the notebooks are."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        for name, callback, words in (
            ("--data", _use_data, "The folder of the figures; data/ of the project, or ZHAOTONG_DATA, by default."),
            (
                "--notebooks",
                _use_notebooks,
                "The folder of the notebooks; notebooks/ of the project, or ZHAOTONG_NOTEBOOKS, by default.",
            ),
        ):
            kind = click.Path(path_type=Path)
            self.params.append(
                click.Option(
                    [name], type=kind, metavar="DIR", is_eager=True, expose_value=False, callback=callback, help=words
                )
            )
