"""The first compilation is announced in the reader's language, and only the first."""

from __future__ import annotations

import pytest
from detente import cli, drivers
from detente.studies import bench, warm

ENGLISH = f"detente: compiling once, about {warm.COMPILE_SECONDS} s (kept for later runs)\n"
FRENCH = f"detente: compilation unique, environ {warm.COMPILE_SECONDS} s (conservée pour la suite)\n"


@pytest.fixture
def no_locale(monkeypatch):
    """Nothing in the environment names a language."""
    for name in ("DETENTE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_cold_is_announced_once_and_remembered(monkeypatch, no_locale, capsys):
    marked = []
    monkeypatch.setattr(warm, "_ready", False)
    monkeypatch.setattr(warm, "number", lambda: 1)
    monkeypatch.setattr(warm, "compile_together", lambda: None)
    monkeypatch.setattr(drivers, "compiled_before", lambda: False)
    monkeypatch.setattr(drivers, "mark_compiled", lambda: marked.append(True))
    assert warm.ready() is True and marked == [True]
    assert capsys.readouterr().err == ENGLISH
    assert warm.ready() is False and capsys.readouterr().err == ""


def test_warm_says_nothing(monkeypatch, capsys):
    monkeypatch.setattr(warm, "_ready", False)
    monkeypatch.setattr(drivers, "compiled_before", lambda: True)
    monkeypatch.setattr(drivers, "mark_compiled", lambda: 1 // 0)
    said = []
    assert warm.ready(said.append) is False and said == [] and capsys.readouterr().err == ""


@pytest.mark.parametrize(("environment", "told"), [
    ({"DETENTE_LANG": "fr"}, FRENCH), ({"LANG": "fr_FR.UTF-8"}, FRENCH), ({"LANG": "fr_FR", "DETENTE_LANG": "en"}, ENGLISH),
    ({"DETENTE_LANG": "de"}, ENGLISH), ({"LANG": "fr_FR", "DETENTE_LANG": "de"}, FRENCH),
])
def test_announced_in_the_language_of_the_environment(monkeypatch, no_locale, capsys, environment, told):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    warm.announce_on_stderr(warm.COMPILE_SECONDS)
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(("lang", "told"), [("fr", FRENCH), ("en", ENGLISH)])
def test_announced_in_the_language_of_the_command(monkeypatch, no_locale, capsys, lang, told):
    """A command that measures all by itself: the others give their announcer to what they call."""
    monkeypatch.setattr(warm, "_ready", False)
    monkeypatch.setattr(warm, "number", lambda: 1)
    monkeypatch.setattr(warm, "compile_together", lambda: None)
    monkeypatch.setattr(drivers, "compiled_before", lambda: False)
    monkeypatch.setattr(drivers, "mark_compiled", lambda: None)
    monkeypatch.setattr(bench, "measure", lambda quick: {"runs": 1})
    assert cli.main(["bench", "--json", "--lang", lang]) == 0
    out, err = capsys.readouterr()
    assert err == told and "runs" in out


def test_another_process_that_compiles_is_waited_for(monkeypatch):
    """Told that nothing is compiled, then, once it has its turn, that all is: it compiles nothing again."""
    before = iter([False, True])
    monkeypatch.setattr(warm, "_ready", False)
    monkeypatch.setattr(drivers, "compiled_before", lambda: next(before))
    monkeypatch.setattr(drivers, "mark_compiled", lambda: 1 // 0)
    monkeypatch.setattr(warm, "compile_together", lambda: 1 // 0)
    said = []
    assert warm.ready(said.append) is True and len(said) == 1


def test_more_processes_take_less_time_to_say():
    assert warm.seconds(1) == warm.COMPILE_SECONDS > warm.seconds(2) > warm.seconds(4) > 10
