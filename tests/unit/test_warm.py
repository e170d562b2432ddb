"""The first compilation is announced, and only the first."""

from __future__ import annotations

from detente import drivers
from detente.studies import warm


def test_cold_is_announced_once_and_remembered(monkeypatch, capsys):
    marked = []
    monkeypatch.setattr(warm, "_ready", False)
    monkeypatch.setattr(drivers, "compiled_before", lambda: False)
    monkeypatch.setattr(drivers, "mark_compiled", lambda: marked.append(True))
    assert warm.ready() is True and marked == [True]
    assert capsys.readouterr().err == f"detente: compiling once, about {warm.COMPILE_SECONDS} s\n"
    assert warm.ready() is False and capsys.readouterr().err == ""


def test_warm_says_nothing(monkeypatch, capsys):
    monkeypatch.setattr(warm, "_ready", False)
    monkeypatch.setattr(drivers, "compiled_before", lambda: True)
    monkeypatch.setattr(drivers, "mark_compiled", lambda: 1 // 0)
    said = []
    assert warm.ready(said.append) is False and said == [] and capsys.readouterr().err == ""
