"""Study files: what they may say, and how they are refused."""

from __future__ import annotations

import pytest
from study_support import SWEEP, write

from detente.errors import DetenteError
from detente.study.file import parse_study, read_study
from detente.study.points import count, points

GOOD = "study: 1\nkind: sweep\nbase: baseline\nfactors: {occupancy: {}}\n"


def test_what_is_not_said_follows_from_the_declarations():
    from detente.declare.levers import BY_NAME

    s = parse_study(GOOD + "outcomes: [assaults]\n")
    assert (s.factors[0].low, s.factors[0].high) == BY_NAME["occupancy"].plausible
    assert s.design == {"kind": "lhs", "points": 64, "seed": 1} and s.uncertainty == "default" and s.seeds == 4
    assert len(points(s)) == count(s) == 64


def test_a_parameter_follows_its_prior_unless_a_range_is_given():
    s = parse_study("study: 1\nkind: sweep\nbase: baseline\n"
                    "factors: {staff_violence.breach: {}, grudge.half_life: {low: 10, high: 20}}\n")
    prior, ranged = s.factors
    assert prior.prior and not ranged.prior
    assert prior.at([0.5])[0] == pytest.approx((2.0 * 12.0) ** 0.5)  # loguniform: the middle is the geometric mean
    assert ranged.at([0.5]) == [15.0]


def test_a_grid_takes_every_value_of_a_choice(tmp_path):
    s = read_study(write(tmp_path, SWEEP))
    assert points(s) == [{"relation_share": a, "regime": b} for a in (0.1, 0.6) for b in (0.0, 1.0)]


@pytest.mark.parametrize("text,key,line", [
    (GOOD + "desing: {kind: lhs}\n", "desing", 5),
    (GOOD.replace("sweep", "swoop"), "kind", 2),
    (GOOD.replace("baseline", "baselin"), "base", 3),
    (GOOD.replace("occupancy: {}", "ocupancy: {}"), "factors.ocupancy", 4),
    (GOOD.replace("{}", "{low: 2, high: 1}"), "factors.occupancy", 4),
    (GOOD.replace("{}", "{low: 0.1}"), "factors.occupancy.low", 4),
    (GOOD + "outcomes: [assault]\n", "outcomes.1", 5),
    (GOOD + "seeds: 0\n", "seeds", 5),
    (GOOD + "seeds: {half_width: 3}\n", "seeds.half_width", 5),
    (GOOD + "design: {kind: lhs, points: 0}\n", "design.points", 5),
    (GOOD + "analysis: {above: 3}\n", "analysis.above", 5),
    (GOOD + "design: {points: 1000000}\nseeds: 100\n", "design", 5),
    (GOOD.replace("study: 1", "study: 2"), "study", 1),
    ("study: 1\nkind: compare\nbase: baseline\n", "base", 3),
    ("study: 1\nkind: optimise\nbase: baseline\n", "factors", None),
])
def test_a_mistake_is_told_with_its_place(text, key, line):
    with pytest.raises(DetenteError) as told:
        parse_study(text, "asked.yaml")
    assert told.value.file == "asked.yaml" and told.value.key == key
    assert line is None or told.value.line == line


def test_a_file_that_is_wrong_writes_nothing_and_ends_with_two(tmp_path, capsys, monkeypatch):
    from detente.cli import command

    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, SWEEP.replace("relation_share", "relation_shar"))
    assert command(["study", str(path)]) == 2
    said = capsys.readouterr().err
    assert "asked.yaml:5" in said and "relation_share" in said and not (tmp_path / "results").exists()


def test_hostile_and_malformed_files_are_all_refused_in_words():
    from detente.study.prove import fuzz

    told = fuzz.prove(400)
    assert told["good"], told
