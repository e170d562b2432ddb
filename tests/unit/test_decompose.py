"""Shapley shares on games with known answers, their axioms, and a tiny prison taken apart end to end."""

from __future__ import annotations

import json
import math
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from detente import cli
from detente.errors import DetenteError
from detente.mechanisms import PARAMETERS, SWITCHES
from detente.report.fig_why import alt_why, figure_why
from detente.report.why_words import cautions, lines
from detente.scenario import loads
from detente.studies.decompose import BASE, POLICY, Why, arm_name, decompose, without
from detente.studies.draws import Draw, draws
from detente.studies.experiment import Results
from detente.studies.memory import Memory
from detente.studies.players import NAMED, player, players
from detente.studies.shapley import design, exact, sampled, sampling_error
from hypothesis import given, settings
from hypothesis import strategies as st

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"
GAMES = st.integers(1, 5).flatmap(lambda n: st.tuples(
    st.just(n), st.lists(st.floats(-100, 100), min_size=1 << n, max_size=1 << n)))


def by_definition(n, v):
    """Mean over all orders of what each adds."""
    out = np.zeros(n)
    for order in permutations(range(n)):
        mask = 0
        for k in order:
            out[k] += v[mask | 1 << k] - v[mask]
            mask |= 1 << k
    return out / math.factorial(n)


def test_glove_game():
    """One left glove, two right gloves, a pair is worth 1: 2/3, 1/6, 1/6 (the textbook answer)."""
    v = np.array([float(mask & 1 and mask & 6 != 0) for mask in range(8)])
    assert exact(3).shares @ v == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_airport_game():
    """Runways of cost 1, 2, 3: each stretch is shared by those who need it."""
    v = np.array([max([(1.0, 2.0, 3.0)[k] for k in range(3) if mask >> k & 1], default=0.0) for mask in range(8)])
    assert exact(3).shares @ v == pytest.approx([1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 1])


def test_additive_game_has_no_interaction():
    worth = np.array([3.0, -1.0, 0.5, 7.0])
    v = np.array([5.0 + sum(worth[k] for k in range(4) if mask >> k & 1) for mask in range(16)])
    made = exact(4)
    assert made.shares @ v == pytest.approx(worth)
    for k in range(4):
        assert made.lost(k) @ v == pytest.approx(worth[k]) and made.alone(k) @ v == pytest.approx(worth[k])
        for other in range(k):
            assert made.pair(k, other) @ v == pytest.approx(0.0)


def test_interaction_of_a_product():
    """Two players who do nothing but together: all the effect is their interaction, and they share it."""
    v = np.array([0.0, 0.0, 0.0, 4.0])
    made = exact(2)
    assert made.pair(0, 1) @ v == 4.0 and list(made.shares @ v) == [2.0, 2.0] and made.lost(0) @ v == 4.0


@given(GAMES)
def test_shares_are_those_of_the_definition_and_add_up(game):
    n, v = game
    shares = exact(n).shares @ np.array(v)
    assert shares == pytest.approx(by_definition(n, v), abs=1e-9)
    assert shares.sum() == pytest.approx(v[-1] - v[0], abs=1e-9)


@given(GAMES, st.data())
def test_a_dummy_gets_nothing(game, data):
    n, v = game
    k = data.draw(st.integers(0, n - 1))
    v = np.array([v[mask & ~(1 << k)] for mask in range(1 << n)])
    made = exact(n)
    assert made.shares[k] @ v == pytest.approx(0.0, abs=1e-9) and made.lost(k) @ v == 0.0
    many = sampled(n, 3)
    assert many.shares[k] @ v[list(many.masks)] == pytest.approx(0.0, abs=1e-9)


@given(GAMES, st.data())
def test_two_alike_get_the_same(game, data):
    n, v = game
    if n < 2:
        return
    a, b = data.draw(st.permutations(range(n)).map(lambda order: order[:2]))

    def swapped(mask):
        bits = [mask >> k & 1 for k in range(n)]
        bits[a], bits[b] = bits[b], bits[a]
        return sum(bit << k for k, bit in enumerate(bits))

    v = np.array([v[mask] + v[swapped(mask)] for mask in range(1 << n)])
    shares = exact(n).shares @ v
    assert shares[a] == pytest.approx(shares[b], abs=1e-9)


@given(GAMES, GAMES)
def test_shares_of_a_sum_are_the_sum_of_shares(one, two):
    n = min(one[0], two[0])
    a, b = (np.array(game[1][: 1 << n]) for game in (one, two))
    made = exact(n).shares
    assert made @ (a + b) == pytest.approx(made @ a + made @ b, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(9, 12), st.integers(0, 1000))
def test_sampled_shares_add_up_exactly_and_come_near(n, seed):
    random = np.random.default_rng(seed)
    worth, twos = random.normal(size=n), random.normal(size=(n, n)) / n

    def value(mask):
        on = np.array([mask >> k & 1 for k in range(n)], float)
        return float(on @ worth + on @ np.triu(twos, 1) @ on)

    made = sampled(n, 40, seed)
    v = np.array([value(mask) for mask in made.masks])
    shares, errors = made.shares @ v, sampling_error(made, v)
    truth = worth + 0.5 * (np.triu(twos, 1).sum(0) + np.triu(twos, 1).sum(1))
    assert shares.sum() == pytest.approx(value((1 << n) - 1) - value(0))
    assert shares == pytest.approx(truth), "an order and its reverse are exact when interactions go by pairs"
    assert errors == pytest.approx(np.zeros(n), abs=1e-12)
    for k in range(n):
        made.lost(k), made.alone(k), [made.pair(k, other) for other in range(k)]


def test_the_sampling_error_is_that_of_the_estimate():
    """Over many samplings the spread of the estimate is the error that each of them tells."""
    n = 9
    random = np.random.default_rng(5)
    table = random.normal(size=1 << n)
    truth = exact(n).shares @ table
    misses, told = [], []
    for seed in range(60):
        made = sampled(n, 30, seed)
        v = table[list(made.masks)]
        misses.append(made.shares @ v - truth)
        told.append(sampling_error(made, v))
    ratio = np.sqrt((np.array(misses) ** 2).mean()) / np.sqrt((np.array(told) ** 2).mean())
    assert 0.85 < ratio < 1.15 and design(n).exact is False and design(8).exact


@pytest.mark.parametrize("name", ["fear", "M6", "m6", "deterrence", "defiance", "M10", "repair", "deterrence.strike",
                                  "fear + grudge", "deterrence+defiance"])
def test_players_by_name(name):
    x = player(name)
    assert (x.switches or x.zeros) and x.en and x.fr and set(x.switches) <= set(SWITCHES) and set(x.zeros) <= set(PARAMETERS)


def test_players_unless_others_are_asked_for():
    assert players(None) == players([]) == NAMED[:7] and players(["all"]) == NAMED


def test_deterrence_and_defiance_share_a_switch_and_are_told_apart():
    assert player("M10").switches == ("deterrence",) and player("deterrence").switches == ()
    assert not set(player("deterrence").zeros) & set(player("defiance").zeros)
    for x in NAMED:
        assert all(PARAMETERS[z].low <= 0.0 for z in x.zeros), "zero must be a value that the parameter may have"


@pytest.mark.parametrize(("names", "word"), [
    (["faer"], "fear"), (["tension.half_life"], "zero is no value"), (["repair", "mediation"], "both switch off"),
    (["deterrence", "deterrence.strike"], "both switch off"), (["duty"], "no such mechanism"), (["fear++grudge"], "no such"),
])
def test_players_that_are_refused(names, word):
    with pytest.raises(DetenteError, match=word):
        players(names)


def made_up(values, noise=0.0, draws=3, seeds=5, luck=1):
    """A decomposition whose coalition values are known: `values` of the policy arm, zero in the base arm."""
    n = (len(values) - 1).bit_length()
    random = np.random.default_rng(luck)
    figures = {}
    for mask, x in enumerate(values):
        figures[arm_name(BASE, mask), "assaults"] = np.zeros((draws, seeds))
        figures[arm_name(POLICY, mask), "assaults"] = x + noise * random.normal(size=(draws, seeds))
    results = Results((), tuple(range(draws)), tuple(range(seeds)), figures)
    return Why("assaults", NAMED[:n], exact(n), results)


def test_bands_of_shares_are_those_of_the_values():
    w = made_up([1.0, 3.0, 5.0, 11.0])
    assert w.total.mean == 11.0 and w.rest.mean == 1.0 and w.gap == pytest.approx(0.0)
    assert [w.share(k).mean for k in (0, 1)] == [4.0, 6.0] and w.pair(0, 1).mean == 4.0
    assert [w.lost(k).mean for k in (0, 1)] == [6.0, 8.0] and [w.alone(k).mean for k in (0, 1)] == [2.0, 4.0]
    assert w.share(0).both_low == w.share(0).both_high == 4.0 and w.mean_level(POLICY).mean == 11.0
    assert made_up([1.0, 3.0, 5.0, 11.0], noise=1.0).gap == pytest.approx(0.0, abs=1e-12)


def test_the_interval_of_a_share_covers_as_it_says():
    games = [made_up([1.0, 3.0, 5.0, 11.0], noise=2.0, draws=2, seeds=4, luck=luck) for luck in range(400)]
    for quantity, truth in ((lambda w: w.share(0), 4.0), (lambda w: w.pair(0, 1), 4.0), (lambda w: w.total, 11.0)):
        inside = np.mean([x.chance_low < truth < x.chance_high for x in map(quantity, games)])
        assert 0.92 < inside < 0.98


def test_runs_without_a_value_are_left_out():
    w = made_up([1.0, 3.0, 5.0, 11.0])
    w.results.figures[arm_name(POLICY, 3), "assaults"][0, 0] = math.nan
    assert w.total.mean == 11.0
    w = made_up([1.0, 3.0, 5.0, 11.0])
    w.results.figures[arm_name(POLICY, 1), "assaults"][:] = math.nan
    assert math.isnan(w.alone(0).mean) and w.total.mean == 11.0, "a run without a value spoils only what it enters"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_words_and_figure(lang):
    w = made_up([1.0, -3.0, 5.0, 11.0], noise=0.1)
    said = "\n".join([*lines(w, "a", "b", lang), *cautions(w, lang), alt_why(w, lang)])
    assert "50" in said, "over three draws an interval of ignorance holds half of what the parameters allow"
    assert w.players[0].label(lang) in said and ("Raise" in said or "Élèvent" in said)
    figure = figure_why(w, "a", "b", lang)
    assert len(figure.axes) == 2 and len(figure.axes[0].patches) == 4


def test_switches_and_zeros_of_an_arm():
    base = loads(TINY.read_text(), "tiny")
    both = players(["deterrence", "fear+grudge"])
    everything = without(base, both, 3, "x")
    assert everything.scenario is base and everything.parameters == {}
    nothing = without(base, both, 0, "x")
    assert nothing.parameters == {"deterrence.strike": 0.0, "deterrence.breach": 0.0}
    assert [key for key, on in nothing.scenario.switches.items() if not on] == ["fear", "grudge"]


def test_a_tiny_prison_end_to_end(tmp_path):
    """Shares add up; a mechanism that nothing in these prisons uses gets nothing; runs are kept."""
    base = loads(TINY.read_text(), "tiny").with_(levers={"mediation_sessions": 0.0, "facilitator_share": 0.0}, horizon_days=40)
    policy = base.with_(levers={"search_rate": 4.0, "relation_share": 0.05}, name="harder")
    memory = Memory(tmp_path / "runs.sqlite")
    chosen = players(["deterrence", "legitimacy", "facilitators"])
    told = []
    one, two = decompose(base, policy, chosen, ["assaults", "searches"], draws("default"), (1, 2), memory=memory,
                         progress=lambda done, total: told.append((done, total)))
    assert one.gap == pytest.approx(0.0, abs=1e-9) and two.gap == pytest.approx(0.0, abs=1e-9) and one.runs == 32
    idle = one.share(2)
    assert idle.mean == 0.0 and one.lost(2).mean == 0.0, "nobody is a facilitator: a dummy to the bit"
    assert two.total.mean > 10.0 and two.rest.mean == pytest.approx(two.total.mean, rel=0.2), "searches are what the lever sets"
    assert told[-1] == (32, 32)
    again = decompose(base, policy, chosen, ["assaults"], draws("default"), (1, 2), memory=memory,
                      progress=lambda done, total: told.append((done, total)))[0]
    assert told[-1] == (32, 32) and told.count((32, 32)) == 2 and again.share(0) == one.share(0)
    moved = decompose(base, policy, players(["deterrence"]), ["assaults"], [Draw(7, {"deterrence.strike": 3.0})], (1,))[0]
    zero = decompose(base, policy, players(["deterrence"]), ["assaults"], [Draw(7, {"deterrence.strike": 0.0,
                                                                                   "deterrence.breach": 0.0})], (1,))[0]
    assert moved.rest.mean == zero.total.mean, "off takes the place of what the draw says"


def test_what_cannot_be_decomposed_is_refused():
    base = loads(TINY.read_text(), "tiny")
    with pytest.raises(DetenteError, match="did you mean `assaults`"):
        decompose(base, base, players(["fear"]), ["assault"], draws("default"), (1,))
    with pytest.raises(DetenteError, match="at least one"):
        decompose(base, base, players(["fear"]), ["assaults"], draws("default"), ())


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(TINY.read_text())
    (tmp_path / "hard.yaml").write_text("schema: 1\nextends: tiny.yaml\nlevers: {search_rate: 4}\n")
    asked = ["why", "tiny.yaml", "hard.yaml", "--mechanisms", "legitimacy,deterrence", "-n", "2", "--days", "30"]
    assert cli.main([*asked, "--outcome", "assaults,threats", "--out", "mine", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "Legitimacy (M9)" in out and "Off means off in both arms" in out and "Whole effect" in out
    folder = tmp_path / "results" / "mine"
    for name in ("why.json", "shares.csv", "pairs.csv", "summary_fr.txt", "why_assaults_en.png", "why_threats_fr.svg",
                 "manifest.json", "alt_fr.txt"):
        assert (folder / name).is_file(), name
    kept = json.loads((folder / "why.json").read_text())
    assert [x["outcome"] for x in kept["outcomes"]] == ["assaults", "threats"] and kept["base"] == "tiny"
    for x in kept["outcomes"]:
        parts = x["rest"]["mean"] + sum(p["share"]["mean"] for p in x["players"])
        assert parts == pytest.approx(x["total"]["mean"], abs=1e-9)
    assert cli.main([*asked, "--json", "--lang", "fr"]) == 0
    assert json.loads(capsys.readouterr().out)["outcomes"][0]["total"] == kept["outcomes"][0]["total"]
    assert cli.main([*asked, "--mechanisms", "faer", "--lang", "fr"]) == 2
    assert "vouliez-vous dire `fear`" in capsys.readouterr().err
    assert cli.main([*asked, "--orders", "1"]) == 2 and cli.main([*asked, "-n", "0"]) == 2
