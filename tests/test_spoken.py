"""The command line in the language of its shell: which that is, help and errors in both, and reports left alone."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_words import commands
from conftest import PROJECT

from helpers.text import language
from helpers.text.shell import locale_language, shell_language
from zhaotong.cli import endings, main
from zhaotong.cli.layout import width, wrapped
from zhaotong.cli.main import zhaotong
from zhaotong.runs.jobs import Job

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# What stays as it is in Chinese: names, codes of the data, values, options, files, variables, addresses.
NAMES = re.compile(
    r"(?<![A-Za-z])(?:--?[a-z][a-z-]*|zhaotong(?: [a-z]+)?|[A-Z]+_[A-Z]+|YAML|JSON|PDF|Word|Chromium|Dask|tcp://HOST:PORT"
    r"|Python|import helpers|docs/reference\.zh\.md|(?:data|reports|notebooks|site)/"
    r"|(?:data/)?\w*(?:\.\w+)*\.(?:txt|csv|docx|html|json|parquet|pdf|xlsx?|xml|zip)|\[[a-z|]+\]|all"
    r"|none|csv|zip|siblings|nation|province|prefecture|county|current|damaged|outdated|orphaned|year|ytd|quarter|month|interval|event|point"
    r"|normal|suspect|derived|conflict|yes|no|en"
    r"|official(?:-copy)?|press|compilation|weak|warm|plain|Tab|bash|fish|zsh)(?![A-Za-z])"
)


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `zhaotong` in this process, in a language; returns exit code, output and errors."""

    def call(spoken: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("ZHAOTONG_LANGUAGE", spoken)
        monkeypatch.setattr(sys, "argv", ["zhaotong", *map(str, arguments)])
        try:
            main.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


# ------------------------------------------------------------------------------------------------ the language


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "en_GB"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8", "LANGUAGE": "zh"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "zh"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de:en:zh"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "de"}, "en"),
    ],
)
def test_the_locale_says_the_language_as_gettext_takes_it(environment, expected):
    assert locale_language(language.LANGUAGES, environment) == expected
    assert shell_language(language.LANGUAGES, environment) == expected


@pytest.mark.parametrize("named", ["en", "zh"])
def test_the_variable_goes_before_the_locale(named):
    for locale in ("zh_CN.UTF-8", "en_GB.UTF-8", "C"):
        assert shell_language(language.LANGUAGES, {"ZHAOTONG_LANGUAGE": named, "LC_ALL": locale}) == named
    assert shell_language(language.LANGUAGES, {"ZHAOTONG_LANGUAGE": "", "LANG": "zh_CN"}) == "zh"


@pytest.mark.parametrize(
    ("value", "locale", "expected"),
    [
        ("zh_CN", "C", 'ZHAOTONG_LANGUAGE="zh_CN": en or zh is expected; did you mean "zh"?\n'),
        ("Englisch", "C", 'ZHAOTONG_LANGUAGE="Englisch": en or zh is expected; did you mean "en"?\n'),
        ("fr", "C", 'ZHAOTONG_LANGUAGE="fr": en or zh is expected\n'),
        ("中文", "zh_CN.UTF-8", "ZHAOTONG_LANGUAGE=“中文”：应为en或zh；您是否想要“zh”？\n"),
    ],
)
def test_a_variable_that_names_no_language_is_refused_before_anything_else(run, monkeypatch, value, locale, expected):
    monkeypatch.setenv("LC_ALL", locale)
    assert run(value, "notebooks") == (2, "", expected)
    assert run(value, "--help") == (2, "", expected)


def test_a_process_that_is_told_no_language_writes_in_that_of_its_shell(monkeypatch):
    language.forget_language()
    monkeypatch.setenv("ZHAOTONG_LANGUAGE", "zh")
    assert language.language_in_use() == "zh"
    language.forget_language()
    monkeypatch.setenv("ZHAOTONG_LANGUAGE", "en")
    assert language.language_in_use() == "en"


def test_what_is_written_in_a_language_meanwhile_leaves_no_trace():
    language.use_language("zh")
    language.listed(["a", "b"])
    before = language.messages_used()
    with language.in_language("en"):
        assert language.listed(["a", "b"]) == "a and b"
        assert language.messages_used() == []
    with language.in_language("zh"):
        language.ordinal(3)
        assert len(language.messages_used()) == 1
    assert (language.language_in_use(), language.messages_used()) == ("zh", before)
    with pytest.raises(RuntimeError), language.in_language("en"):
        raise RuntimeError
    assert language.language_in_use() == "zh"


# ------------------------------------------------------------------------------------------------ help


@pytest.mark.parametrize("name", ["", *zhaotong.commands])
def test_help_has_no_word_of_the_other_language(run, name):
    code, english, _err = run("en", *filter(None, [name]), "--help")
    assert code == 0
    assert not CHINESE.search(english)
    code, chinese, _err = run("zh", *filter(None, [name]), "--help")
    assert code == 0
    names = "|".join(map(re.escape, zhaotong.commands))
    assert re.findall("[A-Za-z]{2,}", NAMES.sub("", re.sub(rf"^  (?:{names}) ", "", chinese, flags=re.M))) == []
    assert run("en", *filter(None, [name]), "--help")[1] == english  # what was said in Chinese is not kept


@pytest.mark.parametrize(("command", "context"), [*commands()], ids=lambda each: getattr(each, "name", ""))
def test_chinese_help_keeps_to_the_width_of_the_terminal(command, context):
    language.use_language("zh")
    lines = command.get_help(context).splitlines()
    assert max(map(width, lines)) <= 80
    assert not [line for line in lines if re.match("[，。；：、？！”）》]", line.strip())]


def test_chinese_text_is_wrapped_between_letters_but_not_before_punctuation_nor_in_words():
    assert wrapped("一二三，四五，zhaotong report六", 8) == ["一二三，", "四五，", "zhaotong", "report六"]
    assert wrapped("一二三四。", 8) == ["一二三", "四。"]
    assert wrapped("一“二三四”五", 6) == ["一“二", "三四”", "五"]
    assert wrapped("", 8) == [""]


def test_every_declared_option_is_one_that_is_shown_in_the_language_in_use():
    for command, _context in commands():
        assert all(type(each).__module__ == "zhaotong.cli.options" for each in command.params), command.name


# ------------------------------------------------------------------------------------------------ errors


ERRORS = [
    (["report"], "Error: Missing argument 'NOTEBOOK'.", "错误：缺少“笔记本”。"),
    (
        ["reprot"],
        "Error: No such command 'reprot'. Did you mean 'report'?",
        "错误：没有名为“reprot”的命令。您是否想要“report”？",
    ),
    (
        ["report", "--frce", "all"],
        "Error: No such option '--frce'. Did you mean '--force'?",
        "错误：没有名为“--frce”的选项。您是否想要“--force”？",
    ),
    (
        ["report", "all", "--workers", "many"],
        "Error: Invalid value for '--workers': 'many' is not a valid integer range.",
        "错误：“--workers”的值无效：“many”不是所要的数。",
    ),
    (
        ["report", "all", "--charts", "gif"],
        "Error: Invalid value for '--charts': 'gif' is not one of 'png', 'svg', 'none'.",
        "错误：“--charts”的值无效：“gif”不在可选值之列：“png”、“svg”、“none”。",
    ),
    (["report", "-p", "region"], "Error: Option '-p' requires 2 arguments.", "错误：选项“-p”须带2个值。"),
    (["notebooks", "all"], "Error: Got unexpected extra argument (all)", "错误：多出的内容：all"),
    (
        ["report", "01-grwth"],
        'unknown notebook "01-grwth"; did you mean "01-growth"? (known: 00-brief, ',
        "没有名为“01-grwth”的笔记本；您是否想要“01-growth”？（可选：00-brief、",
    ),
    (["report", "all", "--engine", "hot"], 'engine "hot": on this system ', "--engine“hot”：在本系统上应为"),
    (
        ["report", "all", "--notebooks", "nowhere"],
        "--notebooks nowhere: there is no such folder",
        "--notebooks nowhere：没有这个文件夹",
    ),
    (["sweep", "nowhere.yml"], "nowhere.yml cannot be read: ", "无法读取nowhere.yml："),
    (["add", "nowhere.xlsx"], "there is no file nowhere.xlsx", "没有文件nowhere.xlsx"),
    (
        ["add", "Zhaotong", "gdp"],
        "PERIOD, VALUE, --source and --locator are missing, and there is no terminal to ask on",
        "缺少时期、数值、--source和--locator，且没有终端可供询问",
    ),
    (
        ["template", "figures.doc"],
        'a template is an .xlsx or a .csv file, not "figures.doc"',
        "模板应为.xlsx或.csv文件，不能是“figures.doc”",
    ),
    (["compare", "one.html", "two.html"], "one.html is no file: give", "one.html不是文件：请给出"),
    (["new", "all"], '"all" is no name for a notebook: ', "“all”不能用作笔记本的名称："),
    (["check", "--texts", "nowhere"], "nowhere is no folder with texts of sources", "nowhere不是存放来源原文的文件夹"),
]


@pytest.mark.parametrize(("arguments", "english", "chinese"), ERRORS, ids=[" ".join(each[0]) for each in ERRORS])
def test_errors_come_in_the_language_of_the_shell(run, tmp_path, monkeypatch, arguments, english, chinese):
    monkeypatch.chdir(tmp_path)
    for spoken, expected in (("en", english), ("zh", chinese)):
        code, _out, err = run(spoken, *arguments)
        assert code == 2
        assert err.splitlines()[-1].startswith(expected)
        assert spoken == "zh" or not CHINESE.search(err)
    assert not re.search(r"[A-Za-z]{2,}", NAMES.sub("", err.partition("\n")[0])) or "用法" not in err


def test_an_interrupt_is_told_in_the_language_of_the_shell(monkeypatch, capsys):
    monkeypatch.setattr(endings, "disregard", lambda: None)  # this process goes on
    monkeypatch.setenv("ZHAOTONG_LANGUAGE", "zh")
    endings.say_interrupted()
    assert capsys.readouterr().err == "已中断；此前生成的报告仍然有效\n"


def test_json_is_the_same_in_both_languages(run, tmp_path):
    said = {spoken: run(spoken, "forecasts", "--json", "--output-dir", tmp_path) for spoken in ("en", "zh")}
    assert said["en"] == said["zh"]
    assert json.loads(said["en"][1]) == {"forecasts": [], "summary": []}


# ------------------------------------------------------------------------------------------------ reports

CELLS = (
    {"cell_type": "markdown", "metadata": {"tags": ["en"]}, "source": "# How large is it?"},
    {"cell_type": "markdown", "metadata": {"tags": ["zh"]}, "source": "# 它有多大？"},
    {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None},
)


def report_on(run, spoken: str, source: str, folder: Path, name: str, *options: str) -> tuple[int, str, str]:
    """Report a small notebook of one's own with this code, in both languages."""
    notebooks = folder / "notebooks"
    notebooks.mkdir(exist_ok=True)
    cells = [{"id": str(number), "source": source, **cell} for number, cell in enumerate(CELLS)]
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (notebooks / "size.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return run(spoken, "report", "size", "--notebooks", notebooks, "--output-dir", folder / name, *options)


def without_time(path: Path) -> str:
    text = path.read_text(encoding="utf-8").replace(path.parents[1].name, "FOLDER")
    dates = r"\d{4}-\d\d-\d\dT[\d:+]+|(?:\d{1,2} \w+ \d{4}|\d{4}年\d{1,2}月\d{1,2}日) \d\d:\d\d"
    digests = r'"files": \{.*?\}|"sha256": "\w+"'  # of files that hold times
    return re.sub(rf'"seconds": [\d.]+|{digests}', "", re.sub(dates, "TIME", text))


def test_a_report_is_the_same_whatever_the_shell_speaks_and_the_shell_goes_on_in_its_own(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", "")
    source = 'import helpers\nhelpers.series("Zhaotong", "gdp_growth_real")'
    assert "made 2, unchanged 0, failed 0\n" in report_on(run, "en", source, tmp_path, "english")[1]
    run("zh", "report")  # what is said here must not be told as what the report says
    assert len(language.messages_used()) > 5
    assert "生成2份，没有变化0份，失败0份\n" in report_on(run, "zh", source, tmp_path, "chinese")[1]
    for name in ("size.en.html", "size.en.json", "size.zh.html", "size.zh.json"):
        one, other = (tmp_path / folder / "size" / name for folder in ("english", "chinese"))
        assert without_time(one) == without_time(other)
    assert json.loads((tmp_path / "chinese/size/size.zh.json").read_text(encoding="utf-8"))["messages"]
    code, out, _err = report_on(run, "zh", source, tmp_path, "chinese")
    assert (code, "size.en.html（没有变化）" in out, language.language_in_use()) == (0, True, "zh")


def test_what_went_wrong_in_a_report_is_told_in_the_language_of_the_shell(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", "")
    source = 'from helpers.text import language\n1 / 0 if language.language_in_use() == "en" else None'
    code, _out, err = report_on(run, "zh", source, tmp_path, "reports", "--language", "en")
    said = (
        "size（English）：单元格[1]“from helpers.text import language”在第2行出错：ZeroDivisionError: division by zero"
    )
    assert (code, err.rpartition("（")[0]) == (1, said)


def test_a_run_on_another_machine_is_told_of_in_the_language_of_the_one_that_asks():
    language.use_language("zh")
    job = Job("growth", "zhaotong.en", "module:function")
    language.use_language("en")
    assert job.language == "zh"
    with language.in_language(job.language):
        assert job.cancelled == "growth：zhaotong.en已取消"


# ------------------------------------------------------------------------------------------------ the code

TRANSLATE = {"_", "_n"}
HELP = {"help", "metavar"}  # of an option: put into the language in use when it is shown
SAYING = {"echo", "confirm", "prompt", "style"}  # of click
SENTENCE, WORD = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}"), re.compile(r"[A-Za-z]{2,}")
# Text that is not translated where it stands, by its module and its first words, and why.
LEFT = {
    ("cli/options.py", "The folder of the"): "help, declared in a loop",
    ("cli/why.py", "another region"): "a code of the record, which is said there",
    ("cli/why.py", "kept from leading by"): "a name in the record",
    ("cli/why.py", "left out"): "a code of the record, which is said there",
    ("cluster/bundle.py", "what arrived has the digest "): "Dask asks again; told inside a sentence, if it ever is",
    ("cluster/bundle.py", ", what was sent "): "the rest of it",
    ("compare/differences.py", "key figures"): "a kind of results, in a record",
    ("keeping/entries.py", "x: record this row"): "both languages stand in a review",
    ("keeping/entries.py", "row, other, left_out"): "both languages stand in a review",
    ("keeping/entries.py", "how it stands to"): "both languages stand in a review",
    ("keeping/entries.py", "yes where the text"): "both languages stand in a review",
    ("keeping/entries.py", "the number as the"): "both languages stand in a review",
    ("keeping/entries.py", "the sentence that it"): "both languages stand in a review",
    ("keeping/entries.py", "what there is to know"): "both languages stand in a review",
    ("keeping/indicators.py", "现价"): "words of names, to be recognised",
    ("keeping/indicators.py", "%|百分之"): "words of texts, to be recognised",
    ("keeping/new_indicators.py", "个数"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "产量"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "人均"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "余额"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "出生率"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "发电"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "实际"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "销售面积"): "words of names, to be recognised",
    ("keeping/new_indicators.py", "(?:实际|名义)?同比"): "words of names, to be recognised",
    ("keeping/printed_places.py", "not found"): "a state, which state_words() says",
    ("keeping/review/choices.py", "# What was decided"): "both languages stand in the file",
    ("keeping/review/publication.py", "facts only"): "terms, as data/sources.csv records them of others",
    ("keeping/review/publication.py", "press copyright"): "terms, as data/sources.csv records them of others",
    ("keeping/source_texts.py", "left out"): "a state, which state_words() says",
    ("keeping/source_texts.py", "not found"): "a state, which state_words() says",
    ("keeping/values.py", "))?(?P<unit>"): "words of texts, to be recognised",
    ("keeping/values.py", "不到"): "words of texts, to be recognised",
    ("keeping/values.py", "增长"): "words of texts, to be recognised",
    ("keeping/values.py", "负增长"): "words of texts, to be recognised",
    ("keeping/values.py", "超过"): "words of texts, to be recognised",
    ("keeping/templates.py", "(last recorded"): "both languages stand in a template",
    ("keeping/templates.py", "Type the figures"): "both languages stand in a template",
    ("keeping/templates.py", "A number in another unit"): "both languages stand in a template",
    ("keeping/templates.py", "A publication that"): "both languages stand in a template",
    ("keeping/templates.py", "All cells are text."): "both languages stand in a template",
    ("keeping/templates.py", "A row without"): "both languages stand in a template",
    ("keeping/templates.py", "Then: zhaotong add"): "both languages stand in a template",
    ("keeping/templates.py", "然后运行：zhaotong add"): "both languages stand in a template",
    ("keeping/templates.py", "how to fill this in"): "both languages stand in a template",
    ("keeping/words.py", "left out"): "a state, which is said here",
    ("keeping/words.py", "not found"): "a state, which is said here",
    ("cli/watching.py", "from zhaotong.cli.start import main"): "code that another process runs",
    ("reports/formats.py", "Keep the code"): "help, declared as a field",
    ("reports/formats.py", "Write each chart"): "help, declared as a field",
    ("reports/formats.py", "Print each page"): "help, declared as a field",
    ("reports/telling.py", "left out"): "a state in JSON",
    ("reports/telling.py", "would run"): "a state in JSON",
    ("reports/telling.py", "would complete"): "a state in JSON",
    ("reports/kernel.py", "Glyph"): "a warning of matplotlib",
    ("reports/page.py", "the page has no "): "a fault of the template, which tests would find",
    ("cli/completion.py", 'eval "$('): "a line of a shell",
    ("cli/completion.py", "zhaotong completion fish"): "a line of a shell",
    ("reports/outputs/tables.py", "tbody"): "names of elements",
    ("reports/cards.py", "key figures"): "a kind of results, in a record",
    ("reports/page_model.py", "key figures"): "a kind of results, in a record",
    ("reports/policy.py", ":root { color-scheme"): "rules of style",
    ("reports/policy.py", "}\n@media screen and "): "rules of style",
    ("reports/policy.py", "default-src"): "the policy of a page",
    ("reports/thumbnails.py", "<svg "): "a pattern of what a page has",
    ("reports/terms.py", "population census"): "a term, which is looked for on a page",
    ("reports/results.py", "it is no data resource: "): "told inside what pydantic says, in English",
    ("runs/last_words.py", "^Exception ignored"): "what Python says, to be recognised",
    ("runs/jobs.py", "kernel died"): "a status, in a record",
    ("verify/verdicts.py", "as made"): "a verdict, in JSON",
    ("verify/verdicts.py", "altered and moved"): "a verdict, in JSON",
}


def untranslated(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that are neither translated, nor docstrings, nor help, nor markup.

    Of what is raised or shown every word is one; elsewhere, where codes and names stand, what has several words.
    """
    passed: set[ast.AST] = set()
    said: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            passed |= {inner for each in node.keywords if each.arg in HELP for inner in ast.walk(each.value)}
            if name in TRANSLATE:
                passed |= {inner for argument in node.args for inner in ast.walk(argument)}
            elif node.args and (name in SAYING or name.endswith("Error")):
                first = node.args[0]
                said |= {first, *(first.values if isinstance(first, ast.JoinedStr) else [])}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed:
            text = re.sub(r"<.*?(>|$)", "", node.value)
            if (WORD if node in said else SENTENCE).search(text):
                yield node.value


def test_every_text_of_the_program_is_translated_unless_there_is_a_reason():
    source, needed = PROJECT / "src/zhaotong", set()
    for path in source.rglob("*.py"):
        module = path.relative_to(source).as_posix()
        for text in untranslated(ast.parse(path.read_text(encoding="utf-8"))):
            reasons = {(file, start) for file, start in LEFT if file == module and text.startswith(start)}
            assert reasons, f"{module}: {text!r} is said in English alone"
            needed |= reasons
    assert needed == set(LEFT)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('raise InputError("nothing")', ["nothing"]),
        ('raise InputError(f"{name}: is no name")', [": is no name"]),
        ('raise InputError(_("nothing"))', []),
        ('raise InputError(_("%(name)s is none") % {"name": name})', []),
        ('click.echo(f"{name} left")', [" left"]),
        ('click.echo(f"{name}: {value}")', []),
        ('faults.append(f"{name} has the wrong value")', [" has the wrong value"]),
        ('click.echo(_n("one thing", "many things", 2))', []),
        ('"""A docstring of words."""', []),
    ],
)
def test_a_text_that_is_not_translated_is_found(code, expected):
    assert list(untranslated(ast.parse(code))) == expected


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_of_commands_says_whole_sentences(run, language):
    listed = run(language, "--help")[1].split("zh.md" if language == "zh" else "reference.md")[1]
    assert "parameters " in listed
    assert "..." not in listed
