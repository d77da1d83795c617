"""A password is in no answer, however the URL that it stands in is misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.unsaid import shown
from cli.main import main

HUSH = "TOPSECRET"
NOWHERE = "127.0.0.1:1/x"
MISSPELT = (
    f"postgres//own:{HUSH}@h",
    f"postgresql//own:{HUSH}@h/db",
    f"postgresql:/own:{HUSH}@h",
    f"postgresql:own:{HUSH}@h",
    f"postgresql;//own:{HUSH}@h",
    f"postgresqll://own:{HUSH}@h/db",
    f"POSTGRESQL://own:{HUSH}@h/db",
    f"own:{HUSH}@h/db",
    f"//own:{HUSH}@h",
    f"http://own:{HUSH}@h",
    f"sqlite:/own:{HUSH}@h",
    f" postgresql://own:{HUSH}@{NOWHERE}",
    f"postgresql://own:TOP@{HUSH}@host",
    f"postgresql://own:TOP@{HUSH}@host/db?sslmode=require",
    f"postgresql://own:TOP/{HUSH}@{NOWHERE}",
    f"postgresql://own:TOP#{HUSH}@{NOWHERE}",
    f"postgresql://own:TOP?{HUSH}@{NOWHERE}",
    f"postgresql://own:TOP:{HUSH}@{NOWHERE}",
    f"postgresql://own:TOP%zz{HUSH}@{NOWHERE}",
    f"postgresql://own {HUSH}@{NOWHERE}",
    f"postgresql://own:{HUSH}@@{NOWHERE}",
    f"postgresql://own:{HUSH}@[::1",
    f"postgresql://own:{HUSH}@h:abc/db",
    f"postgresql://own:{HUSH}",
    f"postgresql://own:1{HUSH}/db",
    f"postgresql://{NOWHERE}&password={HUSH}",
    f"postgresql://{NOWHERE}?passwd={HUSH}",
    f"postgresql://{NOWHERE}?Password={HUSH}",
    f"postgresql://{NOWHERE}?password=TOP&{HUSH}=1",
    f"postgresql://{NOWHERE}?sslpassword={HUSH}&nope=1",
    f"host=127.0.0.1 password={HUSH}",
)
SETTINGS = (
    "SAMESIDE_STORE",
    "SAMESIDE_VIEWS",
    "SAMESIDE_SIGN_IN",
    "SAMESIDE_KAFKA",
    "SAMESIDE_HEALTH",
    "SAMESIDE_MAIL",
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'l.db'}"
    assert said("--store", found, "init").endswith("exit 0")
    return found


def said(*words: str, **environment: str) -> str:
    done = CliRunner(env=environment).invoke(main, words, prog_name="sameside")
    return f"{done.output}exit {done.exit_code}"


@pytest.mark.parametrize("more", [(), ("--debug",), ("--json",)])
@pytest.mark.parametrize("url", MISSPELT)
def test_no_answer_shows_a_password_of_a_url_that_was_misspelt(store: str, url: str, more: tuple[str, ...]) -> None:
    assert HUSH not in said("--store", url, "where", *more)
    for verb in ("doctor", "init", "nosuch"):
        answer = said("--store", url, verb, *more)
        assert HUSH not in answer
        assert not answer.endswith("exit 0")
    for name in SETTINGS:
        told = {"SAMESIDE_STORE": store, "SAMESIDE_KAFKA": "127.0.0.1", name: url}
        for verb in ("doctor", "where", "relay"):
            assert HUSH not in said(verb, *more, **told)


@pytest.mark.parametrize(
    ("url", "as_shown"),
    [
        ("sqlite:////home/ana@work/a:b.db", "sqlite:////home/ana@work/a:b.db"),
        ("acme.db", "acme.db"),
        ("sqlite:acme.db", "sqlite:acme.db"),
        (r"C:\ledgers\acme.db", r"C:\ledgers\acme.db"),
        ("kafka-1:9092,kafka-2:9092", "kafka-1:9092,kafka-2:9092"),
        ("postgresql://owner@db.example.org:5432/ledger?sslmode=verify-full", None),
        ("postgres://a,b:5433/ledger?target_session_attrs=read-write", None),
        ("postgresql:///ledger?host=/run/postgresql", None),
        ("postgresql://own:x@[::1]:5432/ledger", "postgresql://own:…@[::1]:5432/ledger"),
        ("postgresql://own:x%40y@h/ledger?password=z&sslmode=prefer", "postgresql://own:…@h/ledger?password=…&sslmode=prefer"),
        ("postgres//own:x@h:5432/db", "postgres//…@h:5432/db"),
    ],
)  # fmt: skip
def test_what_is_no_secret_is_shown(url: str, as_shown: str | None) -> None:
    assert shown(url) == (as_shown or url)


def test_who_writes_an_at_sign_into_a_password_reads_how_it_is_written() -> None:
    assert "%40" in said("--store", "postgresql://own:TOP@SECRET@host", "doctor")
