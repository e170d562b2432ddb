"""The model's description is what the code does: fresh, complete, in both languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from detente import cli
from detente.i18n import NARROW
from detente.locale import LANGUAGES, catalogue
from detente.mechanisms import MECHANISMS
from detente.report import documents, odd, odd_tables, trace
from detente.report.odd_formulas import SYMBOLS
from detente.report.odd_words import ENTITIES, WORDS
from detente.report.trace_words import WORDS as TRACE
from detente.world.records import TABLES

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "run: python -m detente.report.documents --write ."
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
WRONG = re.compile(r"(?<=[\w%»)’])[ \u00a0][;:?!](?=\s|$)|« | »|(?<=[a-zéèêàùçîô)])[;?!](?=\s|$)|(?<=[a-zéèêàùçîô)]):(?=\s)"
                   r"|«(?!\u202f)|(?<!\u202f)»|(?<=\w)'(?=\w)")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", documents.KINDS)
def test_pages_are_up_to_date(kind, lang):
    kept = (ROOT / documents.where(kind, lang)).read_text(encoding="utf-8")
    assert kept == documents.page(kind, lang, ROOT), AGAIN


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_blank(lang):
    for text in (odd.page(lang), trace.page(lang, ROOT)):
        assert "${" not in text and "\u2014" not in text and text.endswith("\n") and not text.endswith("\n\n")
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            assert link.startswith("http") or (ROOT / "docs" / link).is_file(), link
        for name in re.findall(r"`(tests/[\w/]+\.py)`", text):
            assert (ROOT / name).is_file(), name


def test_prose_has_the_same_blanks_and_headings_in_both_languages():
    for name in ("odd", "trace"):
        en, fr = (odd.template(name, lang).template for lang in ("en", "fr"))
        assert sorted(re.findall(r"\$\{\w+\}", en)) == sorted(re.findall(r"\$\{\w+\}", fr))
        assert re.findall(r"^#+ [\d.]*", en, re.M) == re.findall(r"^#+ [\d.]*", fr, re.M)
    assert WORDS["en"].keys() == WORDS["fr"].keys() and TRACE["en"].keys() == TRACE["fr"].keys()


def test_french_typography():
    for text in (odd.page("fr"), trace.page("fr", ROOT)):
        bare = re.sub(r"https?://\S+|\(`[A-Z]-.*?\)|^- .*(?:Modelling|Simulation|Aqua).*$|\*[^*\n]*\*", "x",
                      CODE.sub(lambda m: "x" + "\n" * m.group().count("\n"), text), flags=re.M)
        bare = re.sub(r"^Sources.*$", "", bare, flags=re.M)
        found = [bare[max(0, m.start() - 25): m.end() + 15] for m in WRONG.finditer(bare)]
        assert found == []


def test_the_look_at_typography_sees():
    for bad in ("un: deux", "quoi ?", "l'aile", "« oui »"):
        assert WRONG.search(bad + " "), bad
    assert not WRONG.search(f"un{NARROW}: deux, l’aile, «{NARROW}oui{NARROW}» ")


def test_every_column_is_said_in_french():
    french = catalogue("columns_fr")
    said = {text for columns in TABLES.values() for _, _, unit, what in columns for text in (unit, what)
            if re.search("[A-Za-z]", text)}
    assert sorted(said - set(french)) == [], "no French in the room columns"
    assert sorted(set(french) - said) == [], "never said"
    assert ENTITIES.keys() == TABLES.keys()
    for text in french.values():
        assert not WRONG.search(text + " "), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_declared_is_on_the_page(lang):
    text = odd.page(lang)
    for m in MECHANISMS:
        section = text[text.index(f"`{m.key}`\n", text.index("### 3.4")):]
        section = section[: section.find("\n#### ") if "\n#### " in section else None]
        for x in m.parameters:
            row = next(line for line in section.splitlines() if line.startswith(f"| `{x.name}` |"))
            assert getattr(x, lang) in row and odd_tables.number(x.default, lang) in row
    for columns in TABLES.values():
        for name, *_ in columns:
            assert f"| `{name}` |" in text
    assert set(SYMBOLS.values()) <= set(TABLES)


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["describe", "--lang", "fr"]) == 0
    assert capsys.readouterr().out == odd.page("fr")
    assert cli.main(["describe", "mechanisms", "--out", "m.md", "--lang", "en"]) == 0
    assert (tmp_path / "m.md").read_text(encoding="utf-8") == documents.page("mechanisms", "en", tmp_path)
    assert cli.main(["describe", "ood", "--lang", "fr"]) == 2
    assert "cette description n’existe pas" in capsys.readouterr().err
    assert cli.main(["describe", "--out", str(tmp_path / "no" / "a.md"), "--lang", "fr"]) == 2
    assert "la page ne peut pas être écrite" in capsys.readouterr().err


def test_all_pages_at_once(tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    assert cli.main(["describe", "--write", str(tmp_path)]) == 0
    made = sorted(path.name for path in (tmp_path / "docs").iterdir())
    assert made == ["mecanismes.md", "mechanisms.md", "odd.fr.md", "odd.md", "trace.fr.md", "trace.md"]
    assert len(capsys.readouterr().out.splitlines()) == 6 and documents.write(tmp_path) == []
    shutil.rmtree(tmp_path / "docs")
