"""Pages, tables and figures on claims: valid, self-contained, said to whoever does not see, right in both languages."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import string
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import detente
import numpy as np
import pytest
from detente.claims import Axis, Flip
from detente.claims.region import LADDERS, OUTCOMES, Region
from detente.claims.surface import Surface
from detente.claims.trial import CONTRARY, NEGLIGIBLE, Finding, Trial
from detente.i18n import catalogue
from detente.report.claims_pages import Report, publish
from detente.report.claims_say import amount, axis_label, axis_value, interval, mapped, where
from detente.report.claims_words import SIGNS
from detente.report.fig_claim import VERDICT_COLOURS, figure_claim, shown
from detente.report.fig_region import figure_region
from detente.studies.bands import bands

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from tiny_claim import CLAIM  # noqa: E402

VOID = {"meta", "link", "br", "img", "hr", "input"}
ONE = {"path", "use", "rect", "circle", "line"}


def offenders(said):
    """The look at French typography, from the test of the documentation."""
    spec = importlib.util.spec_from_file_location("docs_test", HERE.parent / "unit" / "test_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.offenders(said)


def trial(key="C98", flip=CLAIM.flip, tilt=1.0, turned=0.15):
    """What an experiment might have found, without an experiment."""
    rng = np.random.default_rng(5)
    found = []
    for k, effect in enumerate(CLAIM.effects):
        each = effect.beyond + effect.wanted * tilt * np.abs(rng.normal(0.2, 0.05, 12)) * (1.0 if k < 2 else 0.7)
        found.append(Finding(effect, bands(each, np.full(12, 1e-4), 2), 1.0))
    x, y = np.meshgrid(np.arange(len(flip.x.values)), np.arange(len(flip.y.values)))
    mean = 0.1 * (x - turned * 10 + 0.3 * y)
    surface = Surface(flip.x.values, flip.y.values, mean[:, :, None] + rng.normal(0, 0.01, (*mean.shape, 6)), flip.wanted)
    return Trial(replace(CLAIM, key=key, flip=flip), tuple(found), surface, 12, 2, 6, 1)


WIDE = Flip(Axis("lever", "inmates_per_officer", (1.5, 2.2, 2.9, 3.8, 5.0)),
            Axis("lever", "relation_share", (0.05, 0.25, 0.45, 0.65, 0.85)), CLAIM.flip.without, CLAIM.flip.with_,
            "assaults", -1)


def region():
    rng, shape = np.random.default_rng(2), (4, 3, 5, 5)
    share = {key: np.round(rng.uniform(0, 1, shape) * 8) / 8 for key in OUTCOMES}
    relative = {key: 0.4 - 0.8 * share[key] for key in OUTCOMES}
    return Region(LADDERS, (0.35, 0.47, 0.6), (0.8, 1.1, 1.4, 1.75, 2.2), (1.5, 2.2, 2.9, 3.8, 5.0), relative, share, 8, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("claims")
    trials = (trial(), trial("C99", WIDE, -1.0, 0.25))
    publish(Report(trials, region(), "prior", "0123456789abcdef", None, "detente claims --draws 12 --out <script>"), out)
    return out


class Page(HTMLParser):
    """Tags that close in order, what is referred to, and the words of the page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.links, self.words, self.ids, self.attrs = [], [], [], [], [], []
        self.feed(text)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag, attrs):
        self._note(tag, dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._note(tag, dict(attrs))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "code") and data.strip():
            self.words.append(" ".join(data.split(" ")).strip())

    def _note(self, tag, attrs):
        self.attrs.append((tag, attrs))
        self.links += [attrs[name] for name in ("href", "src", "xlink:href") if name in attrs]
        self.ids += [attrs["id"]] if "id" in attrs else []


PAGES = ("index", "region", "claims/C98", "claims/C99")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_valid_and_ask_nothing_of_anybody(folder, name, lang):
    text = (folder / f"{name}_{lang}.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.faults == [] and text.startswith("<!DOCTYPE html>")
    assert ("html", {"lang": lang}) in page.attrs and len(page.ids) == len(set(page.ids))
    assert [tag for tag, _ in page.attrs].count("h1") == 1 and "script" not in {tag for tag, _ in page.attrs}
    for link in page.links:
        assert link.startswith("#") or (folder / name).parent.joinpath(link).resolve().is_file(), link
    urls = set(re.findall(r"url\(([^)]*)\)", text))
    assert all(url.startswith("#") for url in urls) and "@import" not in text
    assert "&lt;script&gt;" in text, "the command is escaped"
    figures = [attrs for tag, attrs in page.attrs if tag == "svg"]
    assert all(x["role"] == "img" and len(x["aria-label"]) > 80 for x in figures)
    assert len(figures) == {"index": 0, "region": 2}.get(name, 1)


@pytest.mark.parametrize("name", PAGES)
def test_french_pages_are_right(folder, name):
    page = Page((folder / f"{name}_fr.html").read_text(encoding="utf-8"))
    said = page.words + [attrs["aria-label"] for _, attrs in page.attrs if "aria-label" in attrs]
    assert offenders([(name, words) for words in said]) == []
    assert not [words for words in said if re.search(r"\d\.\d|\b(the|and|of)\b|(?<![\u202f\d])%", words)]


def test_tables_hold_what_was_found(folder):
    rows = list(csv.DictReader(io.StringIO((folder / "claims.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 8 and {row["verdict"] for row in rows} == {"holds", "fails"}
    assert rows[0]["claim_verdict"] == "holds" and rows[4]["claim_verdict"] == "fails"
    cells = list(csv.DictReader(io.StringIO((folder / "maps.csv").read_text(encoding="utf-8"))))
    assert len(cells) == 6 + 25 and {row["told"] for row in cells} == {"1", "-1", "0"}
    situations = list(csv.DictReader(io.StringIO((folder / "region.csv").read_text(encoding="utf-8"))))
    assert len(situations) == 2 * 300 and {row["better"] for row in situations} == {"dynamic", "coercive", "untold"}
    told = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    assert told["model"] == "0123456789abcdef" and told["claims"][0]["effects"][0]["verdict"] == "holds"
    assert told["claims"][0]["draws"] == 12 and told["claims"][0]["map"]["draws"] == 6
    counts = told["region"]["counts"]["violence"]
    assert sum(counts.values()) == 300 == sum(row["outcome"] == "violence" for row in situations)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_of_all_claims_in_markdown(folder, lang):
    text = (folder / f"claims_{lang}.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| [C")]
    assert len(rows) == 2 and all(line.count("|") == 5 for line in rows)
    assert all((folder / link).is_file() for link in re.findall(r"\]\(([^)]+)\)", text))
    assert lang == "en" or offenders([("md", line) for line in text.splitlines()]) == []


def test_where_it_flips_in_words():
    en, fr = where(trial(flip=WIDE, turned=0.25), "en"), where(trial(flip=WIDE, turned=0.25), "fr")
    assert en[0].startswith("The sign turns: as the claim says in 12 points of 25") and len(en) == len(fr) == 4
    assert "Along “Inmates per officer in post”: the other way at low values" in en[1] and "(zero from 2.42 to 3.33)" in en[1]
    assert "(zéro de 2,42 à 3,33)" in fr[1] and "dans 5 lignes sur 5" in fr[1]
    assert fr[3] == ("Plage examinée\u202f: «\u202fPersonnes détenues par surveillant en poste\u202f» de 1,5 à 5, «\u202fPart "
                     "des minutes disponibles données à la relation\u202f» de 5\u202f% à 85\u202f%.")
    assert where(replace(trial(), surface=None), "fr") == ["Pas de carte."]


def test_axes_are_said_in_words():
    regime = Axis("lever", "regime", (0.0, 1.0, 2.0))
    assert axis_label(regime, "fr") == "Régime" and [axis_value(regime, v, "fr") for v in regime.values] == [
        "portes fermées", "portes ouvertes", "module Respect"]
    half = Axis("parameter", "tension.half_life", (0.5, 3.0))
    assert axis_label(half, "fr", unit=True).endswith("(jours)") and axis_value(half, 0.5, "fr") == "0,5"
    assert axis_value(Axis("lever", "relation_share", ()), 0.125, "fr") == "12,5\u202f%"
    assert axis_label(Axis("parameter", "no.such", ()), "en") == "no.such"
    assert mapped(WIDE, "fr") == ("Agressions entre personnes détenues, avec moins sans", "per_1000")
    assert mapped(replace(WIDE, figure="own", fr="Ce qui est à nous"), "fr") == ("Ce qui est à nous", "")


def test_amounts_as_each_language_writes_them():
    assert amount(-0.123, "share", "fr") == "−12\u202f%" and amount(0.0123, "share", "en") == "+1.2%"
    assert amount(0.0001, "share", "fr") == "0,0\u202f%" and amount(1234.5, "per_1000", "fr") == "+1\u202f234"
    assert interval(-0.2, 0.004, "share", "en") == "−20% … 0%" and interval(float("nan"), 1.0, "share", "en") == "–"


def test_catalogues_have_the_same_texts():
    en, fr = catalogue("claims_en"), catalogue("claims_fr")
    assert list(en) == list(fr)
    for key in en:
        blanks = [sorted(name for _, name, _, _ in string.Formatter().parse(x[key]) if name) for x in (en, fr)]
        assert blanks[0] == blanks[1], key
    assert offenders(list(fr.items())) == [] and "—" not in "".join([*en.values(), *fr.values()])
    home = Path(detente.__file__).parent
    used = "".join(path.read_text(encoding="utf-8") for room in ("report", "claims", "commands")
                   for path in (home / room).rglob("*claim*") if path.suffix in (".py", ".j2"))
    used += "".join((home / "report" / name).read_text(encoding="utf-8") for name in (
        "fig_region.py", "templates/base.html.j2", "templates/index.html.j2", "templates/region.html.j2"))
    kinds = {"everywhere", "in_part", "flips", "contrary_in_part", "untold", CONTRARY, NEGLIGIBLE, *SIGNS}
    kinds |= {f"verdict.{verdict}" for verdict in SIGNS}
    silent = [key for key in en if key not in kinds and not re.search(rf"[\"']{re.escape(key)}[\"']|w\.{key}\b", used)
              and not ("." in key and re.search(rf"f[\"']{key.split('.')[0]}\.{{", used))]
    assert silent == [], "said by nobody"


def texts(figure):
    from matplotlib.text import Text

    return " ".join(x.get_text() for x in figure.findobj(Text))


def test_figures_show_both_intervals_and_the_line_of_zero():
    t = trial(flip=WIDE, turned=0.25)
    figure = figure_claim(t, "fr")
    said = texts(figure)
    for words in ("hasard (95\u202f%)", "ignorance (95\u202f%)", "côté que dit l’affirmation", "tient", "Personnes détenues"):
        assert words in said, words
    assert [x for x in figure.findobj() if type(x).__name__ == "QuadContourSet"], "the zero line"
    flat = figure_claim(replace(t, surface=replace(t.surface, effects=np.abs(t.surface.effects) + 1)), "fr")
    assert not [x for x in flat.findobj() if type(x).__name__ == "QuadContourSet"]
    alone = replace(t, draws=1)
    assert "ignorance" not in texts(figure_claim(alone, "fr"))
    assert [x.effect.main for x in shown(t)] == [True, True, False, False]


def test_region_without_trust_is_one_row():
    r = region()
    less = Region(r.ladders, (float("nan"),), r.density, r.staffing, {k: v[:, :1] for k, v in r.relative.items()},
                  {k: v[:, :1] for k, v in r.share.items()}, 8, 1)
    titles = [ax.get_title() for ax in figure_region(less, "violence", "fr").findobj(lambda x: hasattr(x, "get_xlim"))]
    assert len(titles) == 4 and not less.moves_legitimacy and "legitimacy" not in {row[0] for row in less.along("violence")}
    assert len(figure_region(r, "violence", "fr").findobj(lambda x: hasattr(x, "get_xlim"))) == 12


def test_badges_are_legible():
    def light(colour):
        c = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        c = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in c]
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]
    assert all(1.05 / (light(colour) + 0.05) >= 4.5 for colour in VERDICT_COLOURS.values())
