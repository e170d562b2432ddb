"""What a report says: in both languages, of all kinds of results, never more than the intervals allow."""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path

import pytest
from detente.errors import DetenteError
from detente.locale import catalogue
from detente.report.document import answer, words
from detente.report.document.blocks import Bullets, Callout, Figure, Para, Table, as_plain, shown, spans, table
from detente.report.document.compose import compose
from detente.report.document.reading import read

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))
from test_docs import offenders  # noqa: E402

PACKAGE = Path(words.__file__).parent
ORDER = ["limits", "question", "answer", "numbers", "curves", "euros", "flips", "evidence", "reproduce", "annex"]


@pytest.fixture(scope="module")
def documents(kept):
    return {(name, lang): compose(read(folder), lang) for name, folder in kept.items() for lang in ("fr", "en")}


def tables(document):
    found = [b for s in document.sections for b in s.blocks if isinstance(b, Table)]
    return [*found, *(x.table for x in document.figures)]


def texts(document):
    """Every text of a report in its own language, but commands."""
    out = [document.title, document.subtitle, document.made, *document.words.values(), *(s.title for s in document.sections)]
    for block in (b for s in document.sections for b in s.blocks):
        if isinstance(block, Para):
            out.append(block.text)
        elif isinstance(block, Bullets | Callout):
            out += block.items
        elif isinstance(block, Figure):
            out += [block.alt, block.caption]
    for t in tables(document):
        out += [t.caption, *t.heads, *(c.text for row in t.rows for c in row if c.lang is None)]
    return [re.sub(r"`[^`]*`", "x", x) for x in out]


def test_sections_stand_in_the_order_in_which_they_are_read(documents):
    for document in documents.values():
        assert [s.key for s in document.sections] == ORDER


@pytest.mark.parametrize("name", ["plain", "three", "run"])
def test_french_is_set_as_french(documents, name):
    assert offenders([(name, x) for x in texts(documents[name, "fr"])]) == []


@pytest.mark.parametrize("name", ["plain", "three", "run"])
def test_languages_say_the_same(documents, name):
    fr, en = documents[name, "fr"], documents[name, "en"]
    assert [[type(b) for b in s.blocks] for s in fr.sections] == [[type(b) for b in s.blocks] for s in en.sections]
    assert [len(t.rows) for t in tables(fr)] == [len(t.rows) for t in tables(en)]
    english = {v for k, v in catalogue("report_en").items() if len(v) > 25}
    assert not english & set(texts(fr))


def test_no_person_and_no_establishment_comes_first(documents):
    for document in documents.values():
        box = document.sections[0].blocks[0]
        assert isinstance(box, Callout) and box.kind == "limits" and len(box.items) >= 2


@pytest.mark.parametrize("name", ["plain", "three"])
def test_a_side_is_named_only_when_the_intervals_allow(kept, documents, name):
    m = read(kept[name])
    for arm in range(1, len(m.names)):
        pair = m.comparison.pairs[arm, "assaults"]
        said = answer.sentence(m, arm, "en")
        assert ("fewer under" in said and pair.sign < 0) or ("more numerous under" in said and "Nobody" not in said
                                                             and pair.sign > 0) or ("Nobody can say" in said and not pair.sign)
        for key in answer.outcomes(m):
            side = answer.reading(m.comparison.pairs[arm, key])
            assert (side in ("lower", "higher")) == bool(m.comparison.pairs[arm, key].sign), key


def test_what_is_read_back_is_what_was_kept(kept):
    import pandas as pd

    for name in ("plain", "three"):
        m, was = read(kept[name]), pd.read_parquet(kept[name] / "comparison.parquet")
        again = m.comparison.table("en")
        columns = [c for c in was.columns if c not in ("label", "unit")]
        pd.testing.assert_frame_equal(again[columns], was[columns], check_dtype=False, check_exact=False, rtol=1e-9)


def test_both_intervals_stand_in_the_table(documents):
    two = next(t for t in tables(documents["three", "en"]) if "two" in t.caption)
    assert {"Chance", "Ignorance"} <= set(two.heads)
    one = next(t for t in tables(documents["plain", "en"]) if "levels, differences" in t.caption)
    assert "Chance" in one.heads and "Ignorance" not in one.heads


def test_officer_minutes_and_euros_are_shown(documents):
    euros = documents["plain", "en"].sections[ORDER.index("euros")]
    parity = next(b for b in euros.blocks if isinstance(b, Table))
    assert "Officers in post" in parity.heads and len(parity.rows) == 2


def test_no_figure_of_suicide_beside_a_real_name(documents):
    for lang in ("fr", "en"):
        document = documents["harm", lang]
        figures = [s for s in document.sections if s.key in ("answer", "numbers", "curves", "euros")]
        cells = [row[0].text for s in figures for b in s.blocks for t in [getattr(b, "table", b)] if isinstance(t, Table)
                 for row in t.rows]
        items = [x for s in figures for b in s.blocks if isinstance(b, Bullets | Callout) for x in b.items]
        assert len(cells) > 20 and items and not any("uicide" in x for x in [*cells, *items])
        assert sum("uicide" in x for x in texts(document)) >= 2, "and it is said"
        assert any("uicide" in x for t in tables(documents["plain", lang]) for row in t.rows for x in [row[0].text])


def test_one_run_is_no_argument(documents):
    said = documents["run", "en"].sections[2].blocks[0].items
    assert "one possible life" in said[0] and "Nothing was compared" in said[1]


def test_unlooked_sensitivity_names_the_commands(documents):
    flips = as_plain(documents["plain", "en"])["sections"][ORDER.index("flips")]["blocks"]
    code = next(b for b in flips if b["kind"] == "code")["lines"]
    assert code[0] == "detente why coercive dynamic --days 60 --out why" and code[1].startswith("detente screen")


def test_assumed_share_of_mechanisms_is_counted(documents):
    from detente.mechanisms import MECHANISMS

    rows = next(b for b in documents["plain", "en"].sections[ORDER.index("evidence")].blocks if isinstance(b, Table)).rows
    mediation = next(m for m in MECHANISMS if m.key == "mediation")
    row = next(r for r in rows if r[0].text == "Relational mediation")
    assumed = sum(p.evidence == "assumed" for p in mediation.parameters)
    assert row[2].text == f"{assumed} of {len(mediation.parameters)}"


def test_catalogues_have_the_same_keys_and_blanks_and_all_are_said():
    def blanks(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    fr, en = catalogue("report_fr"), catalogue("report_en")
    assert fr.keys() == en.keys()
    files = [*(p for end in ("py", "j2", "typ") for p in PACKAGE.rglob(f"*.{end}")),
             PACKAGE.parents[1] / "commands" / "report.py"]
    source = "\n".join(p.read_text(encoding="utf-8") for p in files)
    for key, text in en.items():
        assert blanks(text) == blanks(fr[key]), key
        stem = key.rpartition(".")[0]
        used = f'"{key}"' in source or f'"{stem}.{{' in source or key.startswith("page.") and key[5:] in source
        assert used, f"{key} is never said"
    assert offenders(list(fr.items())) == []


def test_the_words_of_a_user_are_made_safe():
    assert shown("a\n`b`\x00\u202ec  d") == "a ’b’ c d" and len(shown("x" * 9999)) == 2000
    assert spans("a `b` c") == [("a ", False), ("b", True), (" c", False)] and spans("a ` b") == [("a ` b", False)]
    with pytest.raises(ValueError):
        table("t", ["a"], [["b", "c"]])


@pytest.mark.parametrize("iso, fr, en", [("2026-11-28T15:15:46+00:00", "28 novembre 2026", "28 November 2026"),
                                         ("2026-08-01", "1er août 2026", "1 August 2026"), (None, "–", "–"), ("x", "–", "–")])
def test_dates(iso, fr, en):
    assert words.dated(iso, "fr") == fr and words.dated(iso, "en") == en


def test_a_folder_of_something_else_is_no_sensitivity(kept, tmp_path):
    with pytest.raises(DetenteError, match="neither a screening"):
        compose(read(kept["plain"]), "en", [tmp_path])
    (tmp_path / "why.json").write_text('{"outcomes": 3, "model": 1, "base": 1}')
    with pytest.raises(DetenteError, match="damaged"):
        compose(read(kept["plain"]), "en", [tmp_path])


def test_a_screening_and_a_decomposition_are_put_in(kept, tmp_path):
    """Files written by hand with the keys that `detente screen` and `detente why` write."""
    import json

    bands = {"mean": -4.0, "both_low": -6.0, "both_high": -1.0}
    ranked = {"rank": 1, "name": "grudge.half_life", "en": "Half-life", "fr": "Demi-vie", "source": "assumed",
              "stands_out": True, "mu": 0.2, "mu_star": 0.3}
    whys = {"base": "coercive", "policy": "dynamic", "model": "0" * 16, "outcomes": [
        {"outcome": "assaults", "draws": 4, "seeds": 2, "players": [{"en": "Fear", "fr": "Peur", "share": bands}]}]}
    screened = {"model": "0" * 16, "outcomes": [], "design": {"parameters": 3, "runs": 1200},
                "ranked": {"answer": [ranked], "level": []}}
    for name, tree in (("why", whys), ("screening", screened)):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.json").write_text(json.dumps(tree))
    document = compose(read(kept["plain"]), "fr", [tmp_path / "why", tmp_path / "screening"])
    flips = document.sections[ORDER.index("flips")].blocks
    first, second = (b for b in flips if isinstance(b, Table))
    assert [c.text for c in first.rows[0]] == ["Peur", "−4,00", "−6,00 … −1,00", "fait baisser"]
    assert [c.text for c in second.rows[0]] == ["Demi-vie (grudge.half_life)", "supposé", "la contrainte"]
    told = [b.text for b in flips if isinstance(b, Para)]
    assert sum("autre version du modèle" in x for x in told) == 2
    assert not any("n’a pas été examiné" in x for x in told)
