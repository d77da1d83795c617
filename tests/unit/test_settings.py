"""The one reader of the environment."""

from __future__ import annotations

import getpass

import pytest

from adapters.settings import Settings, settings
from domain.errors import Invalid


def test_there_are_defaults_for_everything() -> None:
    assert settings({}) == Settings()
    assert Settings().store == "sqlite:///sameside.db"


def test_what_is_given_goes_over_the_environment_and_nothing_given_does_not() -> None:
    told = {"SAMESIDE_STORE": "sqlite:///a.db", "SAMESIDE_BATCH_MAX": "7", "SAMESIDE_UNHEARD_OF": "x", "STORE": "y"}
    assert settings(told, store="sqlite:///b.db").store == "sqlite:///b.db"
    assert settings(told, store=None) == Settings(store="sqlite:///a.db", batch_max=7)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
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
