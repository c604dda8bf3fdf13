"""The code that a report is made with: what its notebook imports, directly or not, and the files beside it."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from helpers.parameters.declarations import parsed

SOURCE = Path(__file__).parents[2]
_BUILDINGS = ("helpers", "zhaotong")
_FRONT = "helpers"  # imported as such
_RUNS = "zhaotong.runs"  # code that runs notebooks, whatever they contain, and changes no report


@cache
def reachable(modules: frozenset[str]) -> tuple[Path, ...]:
    """The files of modules of this project and of all that they import, directly or not, but for what runs them."""
    found: set[Path] = set()
    open_modules = set(modules)
    while open_modules:
        name = open_modules.pop()
        path = module_file(name)
        if path is None or path in found or f"{name}.".startswith(f"{_RUNS}."):
            continue
        found.add(path)
        open_modules |= {*imported(path.read_text(encoding="utf-8")), name.rpartition(".")[0]} - {""}
    return tuple(sorted(found))


def module_file(name: str) -> Path | None:
    """The file of a module of this project; None where it is none."""
    path = SOURCE.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.exists():
            return candidate
    return None


@cache
def imported(code: str) -> tuple[str, ...]:
    """The modules of this project that code imports, at the top or inside functions."""
    return tuple(_imports(code))


def _imports(code: str) -> Iterator[str]:
    try:
        tree = parsed(code)
    except SyntaxError:  # the run will tell
        return
    for node in _statements(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in _BUILDINGS:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] in _BUILDINGS]
        else:
            continue
        yield from names
        if _FRONT in names:  # it loads what stands behind it by name, when that is asked for
            yield from (f"{_FRONT}.api.{path.stem}" for path in (SOURCE / _FRONT / "api").glob("*.py"))
            yield f"{_FRONT}.show.wording"


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """All statements, without a look into expressions, of which most of a module consists."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            inside = getattr(node, field, None)
            if isinstance(inside, list):  # that of a lambda is an expression
                waiting += inside


def named_beside(folder: Path, code: tuple[str, ...]) -> list[Path]:
    """The files beside a notebook that its code names, and the modules there that it imports."""
    names: set[str] = set()
    for source in code:
        with suppress(SyntaxError):
            for node in ast.walk(parsed(source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
                    names.add(node.value)
                elif isinstance(node, ast.Import):
                    names |= {f"{alias.name}.py" for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    names.add(f"{node.module}.py")
    with suppress(OSError, ValueError):
        return [path for name in sorted(names) if name and (path := folder / name).is_file()]
    return []


@cache
def files_beside(modules: tuple[Path, ...]) -> tuple[Path, ...]:
    """The style sheets, scripts and templates in the folders of modules."""
    patterns = ("*.css", "*.js", "template/**/*")
    found = {
        path for folder in {module.parent for module in modules} for each in patterns for path in folder.glob(each)
    }
    return tuple(sorted(path for path in found if path.is_file()))
