"""What was read and checked once: kept on disk, never wrong, never missed."""

import multiprocessing
import pickle
from pathlib import Path

import pytest

from helpers.figures import kept, observations
from helpers.figures.observations import load_observations

LOAD = observations._load


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty cache of its own."""
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "cache")
    monkeypatch.setattr(observations, "_load", LOAD)  # other tests may have put something in its place
    LOAD.cache_clear()
    yield tmp_path / "cache"
    LOAD.cache_clear()


def load(data: Path):
    LOAD.cache_clear()
    return load_observations(data)


def test_what_is_kept_is_what_was_read(folder, small_data):
    first = load(small_data)
    assert len(list(folder.iterdir())) == 1
    again = load(small_data)
    assert again.figures.equals(first.figures)
    assert again.figures["known"].dtype == first.figures["known"].dtype
    assert again.regions.equals(first.regions)
    assert (again.asked, again.folder) == (set(), small_data)


def test_a_second_load_reads_no_table(folder, small_data, monkeypatch):
    load(small_data)
    monkeypatch.setattr(observations, "load_package", lambda _folder: pytest.fail("the tables were read"))
    assert len(load(small_data).figures) > 1000


def test_a_changed_table_is_read_and_checked_anew(folder, data_copy):
    load(data_copy)
    path = data_copy / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",normal,", ",fine,", 1), encoding="utf-8")
    with pytest.raises(observations.InputError, match="fine"):
        load(data_copy)


def test_a_copy_elsewhere_knows_its_own_folder(folder, small_data, data_copy):
    load(small_data)
    assert load(data_copy).folder == data_copy


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(3)[:-1]])
def test_a_broken_file_is_made_anew(folder, small_data, content):
    load(small_data)
    [path] = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(content)
    assert len(load(small_data).figures) > 1000
    assert path.read_bytes() == whole


def test_where_nothing_can_be_written_nothing_is_lost(folder, small_data):
    folder.write_text("a file in the way")
    assert len(load(small_data).figures) > 1000


def test_only_so_many_are_kept(folder, monkeypatch):
    monkeypatch.setattr(kept, "_MOST", 2)
    for content in "abcd":
        assert kept.kept(content, lambda content=content: content) == content
    assert len(list(folder.iterdir())) == 2


def _keep(folder: Path, content: str) -> str:
    kept.FOLDER = folder
    return kept.kept(content, lambda: "x" * 5_000_000)


def test_two_may_write_at_once(folder):
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        made = pool.starmap(_keep, [(folder, "same")] * 6)
    assert {len(each) for each in made} == {5_000_000}
    assert len(list(folder.iterdir())) == 1
