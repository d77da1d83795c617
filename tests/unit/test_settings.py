"""The one reader of the environment."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from adapters.places import own_folder
from adapters.settings import SAID, Settings, settings
from domain.errors import Invalid


def test_there_are_defaults_for_everything() -> None:
    assert settings({}) == Settings()


def test_without_a_name_the_ledger_is_the_file_in_this_folder_or_else_this_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_home_of_its_own: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings().store == f"sqlite:///{a_home_of_its_own}/sameside/sameside.db"
    Path("sameside.db").touch()
    assert Settings().store == "sqlite:///sameside.db"


@pytest.mark.parametrize(
    ("system", "told", "folder"),
    [
        ("linux", {}, "~/.local/share/sameside"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/sameside"),
        ("linux", {"XDG_DATA_HOME": "data"}, "~/.local/share/sameside"),
        ("linux", {"XDG_DATA_HOME": ""}, "~/.local/share/sameside"),
        ("darwin", {}, "~/Library/Application Support/sameside"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "/data/sameside"),
        ("win32", {"LOCALAPPDATA": "/Users/ana/AppData/Local"}, "/Users/ana/AppData/Local/sameside"),
        ("win32", {}, "~/AppData/Local/sameside"),
    ],
)
def test_peoples_own_folder_is_where_their_system_has_it(system: str, told: dict[str, str], folder: str) -> None:
    assert own_folder(told, system) == Path(folder).expanduser()


def test_what_is_given_goes_over_the_environment_and_nothing_given_does_not() -> None:
    told = {"SAMESIDE_STORE": "sqlite:///a.db", "SAMESIDE_BATCH_MAX": "7", "SAMESIDE_UNHEARD_OF": "x", "STORE": "y"}
    assert settings(told, store="sqlite:///b.db").store == "sqlite:///b.db"
    assert settings(told, store=None) == Settings(store="sqlite:///a.db", batch_max=7, named=True)


@pytest.mark.parametrize("name", SAID)
def test_an_empty_variable_is_as_unset(name: str) -> None:
    assert settings({f"SAMESIDE_{name.upper()}": ""}) == Settings()


@pytest.mark.parametrize("batch", ["0", "many", "1000000", " "])
def test_a_setting_that_does_not_fit_is_named(batch: str) -> None:
    with pytest.raises(Invalid, match="SAMESIDE_BATCH_MAX"):
        settings({"SAMESIDE_BATCH_MAX": batch})


@pytest.mark.parametrize(
    ("me", "actor"),
    [
        ("Ana", "ana"),
        ("Ana Bell", "ana-bell"),
        ("-.x.-", "x"),
        ("§§", "somebody"),
        ("a" * 99, "a" * 64),
        ("CORP\\ana", "corp-ana"),
    ],
)
def test_whoever_speaks_has_a_pseudonym_fit_for_an_envelope(me: str, actor: str) -> None:
    assert Settings(me=me).actor_id == actor


def test_without_a_name_it_is_the_login_or_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "Kim")
    assert Settings().actor_id == "kim"

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert Settings().actor_id == "somebody"
