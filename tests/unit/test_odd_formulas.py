"""Formulas of the description: they name what exists, were read against this code, and give what the kernels give."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from detente.i18n import NARROW
from detente.locale import catalogue
from detente.mechanisms import MECHANISMS
from detente.report import odd_formulas
from detente.report.odd_formulas import SYMBOLS, fingerprint, mark_read, phrases, submodel, unknown, unnamed, written

ROOT = Path(__file__).resolve().parents[2]
KEYS = [m.key for m in MECHANISMS]
WRONG = re.compile(r"(?<=[\w%»)’])[ \u00a0][;:?!](?=\s|$)|« | »|(?<=[a-zéèêàùçîô)])[;?!](?=\s|$)|(?<=[a-zéèêàùçîô)]):(?=\s)"
                   r"|«(?!\u202f)|(?<!\u202f)»|(?<=\w)'(?=\w)")


def test_every_word_of_a_formula_is_said_in_french():
    french = catalogue("formulas_fr")
    said = {x for key in KEYS for formula in submodel(key).formulas for x in phrases(formula.text)}
    assert sorted(said - set(french)) == [], "no French in the room formulas"
    assert sorted(set(french) - said) == [], "never said"
    text = written("P(strike | a.fear > 0.5) = escalation.strike; when serious: 1", "fr")
    assert text == f"P(frapper | a.fear > 0.5) = escalation.strike{NARROW}; si grave{NARROW}: 1"


@pytest.mark.parametrize("key", KEYS)
def test_formulas_name_what_exists_and_every_parameter(key):
    made = submodel(key)
    assert made is not None and made.formulas, f"write report/formulas/{key}.toml"
    assert unknown(key) == [] and unnamed(key) == []
    for formula in made.formulas:
        assert formula.en.endswith((".", ")")) and formula.fr.endswith((".", ")")) and formula.text
        assert not WRONG.search(formula.fr + " "), formula.fr


@pytest.mark.parametrize("key", KEYS)
def test_formulas_were_read_against_this_code(key):
    made = submodel(key)
    assert not made.stale, (f"{', '.join(made.files)} changed: read report/formulas/{key}.toml against it again, then "
                            f"python -m detente.report.odd_formulas --read {key}")


def test_no_formula_without_its_mechanism():
    assert {path.stem for path in odd_formulas.FOLDER.glob("*.toml")} == set(KEYS)


def test_the_looks_at_formulas_see(tmp_path, monkeypatch):
    (tmp_path / "fear.toml").write_text('files = ["mechanisms/m06_fear.py"]\n\n[[formula]]\nen = "One."\nfr = "Un."\n'
                                        'is = "a.fear = fear.victim·a.feer + fear.voctim + levers.regime + levers.regim"\n')
    monkeypatch.setattr(odd_formulas, "FOLDER", tmp_path)
    submodel.cache_clear()
    try:
        assert unknown("fear") == ["a.feer", "fear.voctim", "levers.regim"]
        assert "fear.victim" not in unnamed("fear") and "fear.witness" in unnamed("fear")
        assert submodel("fear").stale and submodel("grudge") is None
        mark_read("fear")
        assert not submodel("fear").stale
        mark_read("fear")
        assert (tmp_path / "fear.toml").read_text().count("read = ") == 1
    finally:
        submodel.cache_clear()


def test_a_fingerprint_sees_numbers_and_not_words(tmp_path, monkeypatch):
    def of(text):
        (tmp_path / "m.py").write_text(text)
        fingerprint.cache_clear()
        return fingerprint(("m.py",))

    monkeypatch.setattr(odd_formulas, "HOME", tmp_path)
    try:
        body = "HALF = 0.5\ndef f(x):\n    {}return x * HALF\n"
        first = of('"""One."""\n' + body.format('"""Two."""\n    ') + "MECHANISM = Mechanism(1)  # three\n")
        assert of('"""A."""\n' + body.format("") + 'MECHANISM = Mechanism(2)\nP = purpose(1, "b")') == first
        assert of("HALF = 0.6\ndef f(x):\n    return x * HALF") != first
        assert of("HALF = 0.5\ndef f(x):\n    return x + HALF") != first
    finally:
        fingerprint.cache_clear()


WORD = {"·": "*", "−": "-", "ln(": "log(", "σ(": "sigma(", "²": "**2"}


def value(text, w, p, letters, given):
    """The number that a formula gives for these rows: names looked up, words taken from `given`."""
    def look(match):
        before, after = match.groups()
        if before in SYMBOLS:
            return f"({letters[before][after]!r})" if before in letters else "(0.0)"
        return f"({float(p[f'{before}_{after}'])!r})"

    for words in sorted(given, key=len, reverse=True):
        text = text.replace(words, f"({float(given[words])!r})")
    text = odd_formulas._NAME.sub(look, text)
    for sign, python in WORD.items():
        text = text.replace(sign, python)
    names = {"min": min, "max": max, "exp": math.exp, "log": math.log, "sigma": lambda x: 1 / (1 + math.exp(-x)), "abs": abs}
    return eval(" ".join(text.split()), {"__builtins__": {}}, names)


def formula(key, start):
    """The right side of the formula of a mechanism that begins so, up to the next one."""
    for made in submodel(key).formulas:
        found = re.search(rf"(?:^|\n|;  ){re.escape(start)}(.*?)(?=\n\S|;  |\Z)", made.text, re.S)
        if found:
            return found.group(1)
    raise AssertionError(f"{key} has no formula that begins with {start!r}")


@pytest.fixture(scope="module")
def life():
    """A small prison after sixty days, and the parameters of its run."""
    from detente.engine import simulate
    from detente.scenario import loads

    tiny = (ROOT / "tests" / "data" / "tiny.yaml").read_text(encoding="utf-8")
    run = simulate(loads(tiny, "tiny").with_(horizon_days=60, levers={"facilitator_share": 0.1}), 3)
    return run.world, run.parameters


def fields(record):
    return {name: record[name].item() for name in record.dtype.names if record[name].ndim == 0}


def tie(w, i, j):
    """The tie of i to j as a dictionary; all zero for strangers."""
    where = np.flatnonzero(w.knows[i] == j)
    return fields(w.bonds[i, where[0]]) if len(where) else dict.fromkeys(w.bonds.dtype.names, 0.0)


def pairs(w, n=40):
    here = [i for i in range(len(w.inmates)) if w.inmates[i].here == 1]
    tied = [(i, int(j)) for i in here for j in w.knows[i] if j >= 0]
    random = np.random.default_rng(1)
    return [*tied[:n], *[tuple(random.choice(here, 2, replace=False).tolist()) for _ in range(n)]]


STRIKE = ("fear", "grudge", "status", "legitimacy", "deterrence", "skills", "influence", "disorder")


def test_the_terms_of_a_blow_add_up_to_the_kernels(life):
    """All that the pages write of a decision to strike, mechanism by mechanism, against `drive`."""
    from detente.mechanisms.escalation_drive import drive
    from detente.mechanisms.m07_grudge import allies
    from detente.world.codes import N_TERMS

    w, p = life
    out, seen = np.zeros(N_TERMS), set()
    own = formula("escalation", "push = ").replace(" + terms of other mechanisms", "")
    assert own.count("+") >= 5 and "terms of" not in own
    for i, j in pairs(w):
        a = w.inmates[i]
        letters = {"a": fields(a), "b": fields(w.inmates[j]), "g": fields(w.wings[a.wing]), "tie": tie(w, i, j),
                   "back": tie(w, j, i)}
        place, watchers = 1, 3
        given = {"g.eyes(place)": w.wings[a.wing].eyes[place], "watchers": watchers,
                 "[in an episode]": a.episode_until >= 0, "friends of a": allies(w, i, j, place),
                 "friends of b": allies(w, j, i, place)}
        told = value(own, w, p, letters, given) + sum(value(formula(key, "strike: "), w, p, letters, given) for key in STRIKE)
        assert told == pytest.approx(drive(w, p, i, j, place, watchers, out), abs=1e-9), (i, j)
        seen |= {k for k in range(N_TERMS) if out[k] != 0.0}
    assert len(seen) >= 15, "the check looks at nearly all terms"


def test_what_leans_towards_abuse_of_staff(life):
    from detente.mechanisms.m05_staff_violence import _terms
    from detente.world.codes import N_TERMS

    w, p = life
    push = formula("staff_violence", "push = ")
    for i, _ in pairs(w, 15):
        for o, fair in ((0, 0), (1, 1)):
            a, f = w.inmates[i], w.officers[o]
            known = [k for k in range(w.rapports.shape[1]) if w.rapports[i, k].officer == o]
            rapport = fields(w.rapports[i, known[0]]) if known else {"familiarity": 0.0, "sign": 0.0}
            given = {"[in an episode]": a.episode_until >= 0, "[act felt unfair]": fair == 0, "o.skill[respect]": f.skill[0]}
            told = value(push, w, p, {"a": fields(a), "o": fields(f), "r": rapport}, given)
            assert told == pytest.approx(_terms(w, p, i, o, fair, np.zeros(N_TERMS)), abs=1e-9)


def test_tension_manner_and_hazard(life):
    from detente.mechanisms.m03_tension import level
    from detente.mechanisms.m09_legitimacy import manner
    from detente.mechanisms.m20_distress import hazard

    w, p = life
    for i, _ in pairs(w, 15):
        a, f = w.inmates[i], w.officers[1]
        letters = {"a": fields(a), "g": fields(w.wings[a.wing]), "o": fields(f), "c": fields(w.cells[a.cell])}
        alone = a.isolated_until < 0
        given = {"[a cellmate in an untreated episode]": alone and a.episode_until < 0 and w.cells[a.cell].ill > 0,
                 "[in the disciplinary cell, or confined]": not alone or a.confined_until >= 0, "o.skill[respect]": f.skill[0]}
        if not alone:
            letters["c"] = {"n": 0, "beds": 0}
        told = min(0.98, max(0.02, value(formula("tension", "level = "), w, p, letters, given)))
        assert told == pytest.approx(level(w, p, a), abs=1e-9)
        assert value(formula("legitimacy", "manner = "), w, p, letters, given) == pytest.approx(manner(w, p, i, 1), abs=1e-9)
        assert value(formula("distress", "hazard = "), w, p, letters, given) == pytest.approx(hazard(a, p), rel=1e-9)


def test_distress_of_the_day(life):
    from detente.mechanisms.m20_distress import _isolation, confidants, entry_shock, rest

    w, p = life
    day = int(w.prison[0].day)
    for i, _ in pairs(w, 15):
        a = w.inmates[i]
        apart = int(a.isolated_until > day)
        given = {"shock": entry_shock(w, p, a), "confidants": confidants(w, i, apart),
                 "[assaulted here before]": a.n_victim > 0, "[untreated episode]": a.episode_until >= 0 and a.care == 0,
                 "[role]": a.role != 0}
        text = formula("distress", "aim = ").replace("·isolation", f"·{float(_isolation(w, a, apart))!r}")
        told = value(text, w, p, {"a": fields(a)}, given)
        assert min(1.0, max(0.0, told)) == pytest.approx(rest(w, p, i), abs=1e-9)


def test_who_comes_to_mediation_and_whom_a_facilitator_calms(life):
    from detente.mechanisms.m13_mediation import _leans
    from detente.mechanisms.m14_facilitators import _calm_logit, _likes
    from detente.world.odds import odds

    w, p = life
    comes, calms = formula("mediation", "P(accepts) = "), formula("facilitators", "P(calms) = ")
    for i, j in pairs(w, 15):
        letters = {"a": fields(w.inmates[i]), "tie": tie(w, i, j), "g": fields(w.wings[w.inmates[i].wing]),
                   "f": fields(w.inmates[i])}
        for victim in (False, True):
            told = value(comes, w, p, letters, {"[victim]": victim, "agreements broken before": 2})
            assert told == pytest.approx(odds(_leans(w, p, i, letters["tie"]["grudge"], victim, 2)), abs=1e-9)
        one, other = pairs(w, 3)[0]
        likes = (_likes(w, one, i), _likes(w, other, i))
        given = {"liked": -1 if min(likes) < 0 else max(likes), "rung": 2, "[f.norm < 0.35]": w.inmates[i].norm < 0.35}
        assert value(calms, w, p, letters, given) == pytest.approx(odds(_calm_logit(w, p, one, other, i, 2)), abs=1e-9)


def test_a_wrong_formula_is_seen(life):
    w, p = life
    a = w.inmates[0]
    right = value("fear.preemptive·(a.fear − 0.2)", w, p, {"a": fields(a)}, {})
    assert right == pytest.approx(float(p.fear_preemptive) * (float(a.fear) - 0.2))
    with pytest.raises((NameError, SyntaxError)):
        value("fear.preemptive·of something", w, p, {"a": fields(a)}, {})
