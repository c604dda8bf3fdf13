"""What a shell is offered where Tab is pressed: only what can be typed there, fast, and never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from conftest import PROJECT

from helpers.text.language import in_language
from zhaotong.cli import completing, offers
from zhaotong.cli.candidates import values_of
from zhaotong.cli.commands import MAKING
from zhaotong.cli.completing import PROGRAM, VARIABLE, Bash
from zhaotong.cli.main import zhaotong
from zhaotong.reports.notebooks import list_notebooks

SHELLS = ("bash", "zsh", "fish")
COMMAND = [sys.executable, "-c", "from zhaotong.cli.start import main; main()"]
PROMPT = "ready> "


def offered(line: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is offered at the end of a line of bash."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("COMP_WORDS", line)
    asked = Bash(completing._Commands(), {}, PROGRAM, VARIABLE)
    return [item.value or item.type for item in asked.get_completions(*asked.get_completion_args())]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("zhaotong re", ["read", "regions", "report"]),
        ("zhaotong report 01", ["01-growth"]),
        ("zhaotong report al", ["all"]),
        ("zhaotong report Growth", ["01-growth"]),
        ("zhaotong parameters 06", ["06-promotion"]),
        ("zhaotong lint exp", ["explore"]),
        ("zhaotong report 01-growth -p r", ["region"]),
        ("zhaotong report 06-promotion -p th", ["threshold"]),
        ("zhaotong report --language en 06-promotion -p th", ["threshold"]),
        ("zhaotong report -p region=Qujing 06-promotion -p th", ["threshold"]),
        ("zhaotong report -p region Qujing 06-promotion -p th", ["threshold"]),
        ("zhaotong report all -p da", ["days"]),
        ("zhaotong report 01-growth -p region Zhaot", ["Zhaotong"]),
        ("zhaotong report 01-growth -p region zhaot", ["Zhaotong"]),
        ("zhaotong report 01-growth -p region ｚhaot", ["Zhaotong"]),
        ("zhaotong report 01-growth -p region 昭通", ["昭通市"]),
        ("zhaotong report 01-growth -p region 5306", ["530600", "530602", "530621"]),
        ("zhaotong report 01-growth -p region zt", ["Zhaotong"]),
        ("zhaotong report 01-growth -p region=zt", ["Zhaotong"]),
        ("zhaotong report 01-growth -p region=", ["China", "Beijing"]),
        ("zhaotong report 01-growth -p benchmarks p", ["parents"]),
        ("zhaotong report 01-growth -p benchmarks Yunnan,Quji", ["Yunnan,Qujing"]),
        ("zhaotong report 01-growth -p language ", ["en", "zh"]),
        ("zhaotong data --region Zhaot", ["Zhaotong"]),
        ("zhaotong data --indicator gdp_growth_re", ["gdp_growth_real"]),
        ("zhaotong data --source zhaotong-growth", ["zhaotong-growth-2023q1-q3"]),
        ("zhaotong data --span y", ["year", "ytd"]),
        ("zhaotong data --level pr", ["province", "prefecture"]),
        ("zhaotong data --peers s", ["siblings"]),
        ("zhaotong data --basis first", ["first_release"]),
        ("zhaotong data --as-of lat", ["latest"]),
        ("zhaotong data --format par", ["parquet"]),
        ("zhaotong report 01-growth -p as_of la", ["latest"]),
        ("zhaotong report 01-growth -p first_year 199", ["1990", "1991", "1992"]),
        ("zhaotong report 03-trend -p indicator gdp_growth_real", ["gdp_growth_real", "gdp_growth_real_primary"]),
        ("zhaotong report 03-trend -p indicator 城镇", []),
        ("zhaotong report 03-trend -p indicator 常住人口城", ["常住人口城镇化率"]),
        ("zhaotong report 06-promotion -p unit ", ["investment", "projects"]),
        ("zhaotong report 06-promotion -p stage neg", ["negotiating"]),
        ("zhaotong report 08-audit -p topic 招", ["招商引资"]),
        ("zhaotong report 08-audit -p source nbs-20", ["nbs-2020", "nbs-2020-transcribed"]),
        ("zhaotong report 05-counties -p quarter 2023", ["2023Q2", "2023Q3"]),
        ("zhaotong report 01-growth -f notebooks/presets/01-growth.q", ["notebooks/presets/01-growth.qujing.yml"]),
        ("zhaotong report 01-growth -f ", ["notebooks/presets/01-growth.as-known-in-2023.yml"]),
        ("zhaotong sweep notebooks/sweeps/c", ["notebooks/sweeps/cities.yml"]),
        ("zhaotong report 01-growth --lang", ["--language"]),
        ("zhaotong report 01-growth --language ", ["en", "zh", "both"]),
        ("zhaotong regions zhaot", ["Zhaotong"]),
        ("zhaotong indicators urbani", ["urbanisation_rate"]),
        ("zhaotong completion z", ["zsh"]),
        ("zhaotong add Zhaot", ["Zhaotong"]),
        ("zhaotong add ./fig", ["file"]),
        ("zhaotong add Zhaotong gdp_growth_re", ["gdp_growth_real"]),
        ("zhaotong add --span y", ["year", "ytd"]),
        ("zhaotong add --new-indicator --unit 10k_pe", ["10k_persons"]),
        ("zhaotong add --new-indicator --growth-from-levels w", ["within_vintage"]),
        ("zhaotong add --new-indicator --growth-indicator fai_gr", ["fai_growth"]),
        ("zhaotong report 01-growth -p regoin ", []),
        ("zhaotong report 01-growth -p region=Qujing ", []),
        ("zhaotong report 'Zha", ["file"]),
    ],
)
def test_what_can_be_typed_is_offered(monkeypatch, line, expected):
    assert offered(line, monkeypatch)[: len(expected)] == expected


def test_a_report_is_offered_where_reports_are_compared_or_asked(monkeypatch, tmp_path):
    page = tmp_path / "reports/01-growth/zhaotong.en.html"
    page.parent.mkdir(parents=True)
    page.write_text("", encoding="utf-8")
    monkeypatch.setattr(offers, "PROJECT", tmp_path)
    shown = os.path.relpath(page, PROJECT)
    for line in ("compare ", f"compare {shown} ", "why ", f"why {shown[:-9]}"):
        assert offered(f"zhaotong {line}", monkeypatch) == [shown]


def test_all_commands_are_loaded_by_their_names():
    assert {name for name, command in zhaotong.commands.items() if command.name == name} == set(zhaotong.commands)
    assert set(zhaotong.commands) > MAKING


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_value_that_is_offered_is_allowed(observations, language):
    """Of every parameter whose type is one of ours; a region by each of its names alike."""
    with in_language(language):
        for declaration in {each.origin: each for one in list_notebooks() for each in one.declarations}.values():
            things = values_of(declaration, "")
            assert things or declaration.type in ("Size", "Since", "Text"), declaration
            for thing in things:
                read = {str(declaration.rule.read(name, observations)) for name in thing.names}
                assert len(read) == 1, thing


def test_values_of_python_types_are_offered(tmp_path):
    from helpers.parameters.declarations import read_declarations

    kind, switch, number = read_declarations('kind: Literal["a", "b"] = "a"\nswitch: bool = True\nnumber: int = 5')
    assert [thing.names for thing in values_of(kind, "")] == [("a",), ("b",)]
    assert [thing.names for thing in values_of(switch, "")] == [("true",), ("false",)]
    assert values_of(number, "") == []


def answer(line: str, **environment: str) -> subprocess.CompletedProcess:
    asked = {**os.environ, VARIABLE: "bash_complete", "COMP_WORDS": line, **environment}
    return subprocess.run(COMMAND, env=asked, capture_output=True, text=True)


@pytest.mark.parametrize("line", ["zhaotong ", "zhaotong report 01-growth -p region Qu", "zhaotong compare "])
def test_nothing_heavy_is_loaded(line):
    code = (
        "import sys\nfrom contextlib import suppress\nfrom zhaotong.cli import completing\n"
        "with suppress(SystemExit): completing.main()\n"
        "print({'pandas', 'numpy', 'pydantic', 'nbformat'} & {*sys.modules})"
    )
    asked = {**os.environ, VARIABLE: "bash_complete", "COMP_WORDS": line}
    done = subprocess.run([sys.executable, "-c", code], env=asked, capture_output=True, text=True, cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "set()"
    assert "," in done.stdout


@pytest.mark.parametrize(
    ("line", "environment"),
    [
        ("zhaotong report nope -p ", {}),
        ("zhaotong report 01-growth -p region Q", {"ZHAOTONG_DATA": "/nowhere"}),
        ("zhaotong report 0", {"ZHAOTONG_NOTEBOOKS": "/nowhere"}),
        ("zhaotong re", {"ZHAOTONG_LANGUAGE": "Klingon"}),
        ("zhaotong nothing like it ", {}),
        ("zhaotong report '\"", {}),
        ("", {}),
        ("zhaotong re", {VARIABLE: "csh_complete"}),
        ("zhaotong re", {VARIABLE: "nonsense"}),
    ],
)
def test_whoever_presses_tab_sees_no_message(line, environment):
    assert answer(line, **environment).stderr == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed_with_how_to_keep_it(shell):
    environment = {**os.environ, "SHELL": f"/usr/bin/{shell}"}
    printed = [
        subprocess.run([*COMMAND, "completion", *named], env=environment, capture_output=True, text=True, check=True)
        for named in ([shell], [])
    ]
    assert printed[0].stdout == printed[1].stdout
    script, _newline, kept = printed[0].stdout.rstrip().rpartition("\n")
    assert kept.startswith("# to have it in every shell, put into ~/.")
    asked = {**os.environ, VARIABLE: f"{shell}_source"}
    assert subprocess.run(COMMAND, env=asked, capture_output=True, text=True, check=True).stdout.rstrip() == script


def test_a_shell_without_a_script_is_refused():
    done = subprocess.run(
        [*COMMAND, "completion"], env=os.environ | {"SHELL": "/bin/csh"}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (2, "for which shell? bash, fish or zsh is expected\n")


STARTED = {
    "bash": (["--norc", "--noprofile", "-i"], f"PS1='{PROMPT}'", "bind 'set enable-bracketed-paste off'"),
    "zsh": (["-f", "-i"], f"PS1='{PROMPT}'", "unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D"),
    "fish": (["--no-config", "-i"], f"function fish_prompt; echo -n '{PROMPT}'; end", "set -g fish_greeting"),
}
SOURCED = {"bash": 'eval "$(zhaotong completion bash)"', "zsh": 'eval "$(zhaotong completion zsh)"'}


class Terminal:
    """A shell of its own, in which keys are typed; `zhaotong` completes there, and prints its words where it is run."""

    def __init__(self, shell: str, folder: Path) -> None:
        program = folder / "zhaotong"
        python = f'exec {sys.executable} -c "{COMMAND[-1]}" "$@"'
        program.write_text(
            f'#!/bin/sh\nif test -n "${VARIABLE}" || test "$1" = completion; then {python}; fi\n'
            "printf '<%s>' \"$@\"; echo .\n",
            encoding="utf-8",
        )
        program.chmod(0o755)
        path = shutil.which(shell)
        assert path, f"{shell} is wanted: apt-get install {shell}"
        options, prompt, quiet = STARTED[shell]
        environment = os.environ | {
            "PATH": f"{folder}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
        }
        self.spawned = pexpect.spawn(
            path, options, env=environment, cwd=PROJECT, encoding="utf-8", timeout=600, dimensions=(50, 200)
        )
        self.spawned.delaybeforesend = None
        for line in (prompt, quiet, SOURCED.get(shell, "zhaotong completion fish | source"), "echo it is' 'ready"):
            self.spawned.sendline(line)
        self.spawned.expect("it is ready")

    def run(self, typed: str) -> str:
        """Type a line, then Tab and Enter: the words that the command was run with."""
        self.spawned.send(f"{typed}\t\r")
        self.spawned.expect(r"(<[^\r\n]*>)\.\r?\n")
        return self.spawned.match[1].replace("><", " ").strip("<>")

    def close(self) -> None:
        self.spawned.close(force=True)


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes(shell, tmp_path):
    terminal = Terminal(shell, tmp_path)
    try:
        for typed, wanted in (
            ("repo", "report"),
            ("report 01-gr", "report 01-growth"),
            ("report 01-growth -p first", "report 01-growth -p first_year"),
            ("report 01-growth -p region Zhaoton", "report 01-growth -p region Zhaotong"),
            ("report 01-growth -p region=Zhaoton", "report 01-growth -p region=Zhaotong"),
            # fish itself leaves out what has nothing in common with what is typed
            ("report 01-growth -p region zt", f"report 01-growth -p region {'zt' if shell == 'fish' else 'Zhaotong'}"),
            ("report 01-growth -p benchmarks Yunnan,Quji", "report 01-growth -p benchmarks Yunnan,Qujing"),
            ("report 01-growth -p region 昭通", "report 01-growth -p region 昭通市"),
            ("sweep notebooks/sweeps/c", "sweep notebooks/sweeps/cities.yml"),
        ):
            assert terminal.run(f"zhaotong {typed}") == wanted
    finally:
        terminal.close()
