"""Small differences stay small, and nobody is lost."""

from __future__ import annotations

import numpy as np
import pytest
from world_support import of_wing, two_wings

from detente.drivers import advance_fused, begin_day, end_day, run_slot
from detente.engine import start
from detente.mechanisms.m23_turnover import arrive, choose_cell, enter_cell, free_row
from detente.world.codes import CASE_AGREED, CASE_FAILED, CASE_REFUSED, CASE_WAITING, TALLIES
from detente.world.people import inmate_pid, make_inmate
from detente.world.world import copy, digest


def one_more(w, p, wing):
    """The same world with one more inmate in a wing, healthy: care places are shared by the whole prison."""
    w = copy(w)
    s = w.prison[0]
    i = free_row(w)
    make_inmate(w.inmates[i], s.key, inmate_pid(s.key, s.uid, 999_999), s.type, p)
    w.inmates[i].disorder = 0
    w.inmates[i].release_day = 10_000
    enter_cell(w, i, choose_cell(w, p, i, wing, -1))
    s.n += 1
    return w, i


def day_by_slot(w, p):
    """The world after each slot of a day, then after the day."""
    w = begin_day(w, p)
    for slot in range(5):
        run_slot(w, p, slot)
        yield w
    end_day(w, p)
    yield w


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_one_more_inmate_leaves_the_other_wing_as_it_was(seed):
    scenario = two_wings(turnover=False, seed=seed)
    w, p = start(scenario)
    w = advance_fused(w, p, 4)
    more, _ = one_more(w, p, 1)
    assert of_wing(w, 0) == of_wing(more, 0)
    for moment, (a, b) in enumerate(zip(day_by_slot(w, p), day_by_slot(more, p), strict=True)):
        assert of_wing(a, 0) == of_wing(b, 0), moment
        assert of_wing(a, 1) != of_wing(b, 1)


def test_one_more_inmate_moves_nobody_along_a_place():
    """Even in his own wing: where others stand is theirs."""
    w, p = start(two_wings(turnover=False))
    more, new = one_more(w, p, 0)
    for world in (w, more):
        begin_day(world, p)
        run_slot(world, p, 0)
    others = np.flatnonzero((w.inmates.here == 1) & (w.seat >= 0))
    assert len(others) > 10
    changed = [i for i in others if w.inmates.place[i] != more.inmates.place[i]]
    same = [i for i in others if i not in changed]
    assert w.ring[same].tolist() == more.ring[same].tolist()
    met = {(int(c.a), int(c.b), int(c.side)) for c in w.contacts[: int(w.prison[0].n_contacts)] if c.side == 0}
    now = {(int(c.a), int(c.b), int(c.side)) for c in more.contacts[: int(more.prison[0].n_contacts)] if c.side == 0}
    assert all(pair in now for pair in met if not set(pair[:2]) & set(changed))
    assert all(new in pair[:2] or set(pair[:2]) & set(changed) for pair in now - met)


def test_one_refused_mediation_leaves_the_other_wing_as_it_was():
    scenario = two_wings()
    w, p = start(scenario)
    for _ in range(60):
        other = copy(w)
        waiting = np.flatnonzero((w.cases.state == CASE_WAITING) & (w.cases.ready <= int(w.prison[0].day)))
        then = advance_fused(w, p, 1)
        held = [n for n in waiting if then.cases.state[n] in (CASE_AGREED, CASE_FAILED)
                and then.cases.a_pid[n] == other.cases.a_pid[n]]
        if held:
            break
        w = then
    assert held, "no mediation was held"
    wing = int(other.cases.wing[held[0]])
    other.cases.state[held[0]] = CASE_REFUSED
    other = advance_fused(other, p, 1)
    assert digest(then) != digest(other)
    assert of_wing(then, wing) != of_wing(other, wing)
    assert of_wing(then, 1 - wing) == of_wing(other, 1 - wing)


@pytest.mark.parametrize("seed", [21, 22])
def test_everybody_is_somewhere_and_once(seed):
    scenario = two_wings(seed=seed)
    w, p = start(scenario)
    for day in range(60):
        w = begin_day(w, p)
        for slot in range(5):
            run_slot(w, p, slot)
            assert int(w.wings.present.sum()) == int(w.prison[0].n)
        end_day(w, p)
        here = np.flatnonzero(w.inmates.here == 1)
        assert len(here) == int(w.prison[0].n)
        assert len(set(w.inmates.pid[here].tolist())) == len(here)
        in_cells = [int(i) for cell in w.cells for i in cell.who[: int(cell.n)]]
        assert sorted(in_cells) == here.tolist(), day
        for c, cell in enumerate(w.cells):
            own = w.inmates[cell.who[: int(cell.n)]]
            assert (own.cell == c).all() and (own.wing == cell.wing).all()
            assert (cell.who[int(cell.n):] == -1).all()
        assert [int(g.n) for g in w.wings] == [int((w.inmates.wing[here] == v).sum()) for v in range(len(w.wings))]
        known = w.knows[w.knows >= 0]
        assert (w.inmates.here[known] == 1).all(), "a tie to somebody who is gone"
        assert (w.knows[w.inmates.here == 0] == -1).all()


@pytest.mark.parametrize("seed", [21, 22])
def test_population_adds_up(seed):
    """Who was there, plus who came, less who left by each door, are there."""
    w, p = start(two_wings(seed=seed))
    before = int(w.prison[0].n)
    w = advance_fused(w, p, 60)
    total = dict(zip(TALLIES, w.series.tally.sum(axis=0).tolist(), strict=True))
    sent = total["transfers_in"]  # alone in its world, a prison gets somebody from elsewhere for each one it sends
    assert total["releases"] > 0 and 0 < sent <= total["transfers"]
    assert int(w.prison[0].n) == before + total["entries"] - total["releases"] - total["deaths"] - sent


def test_who_is_transferred_arrives():
    w, p = start(two_wings())
    w.prison[0].linked = 1  # as one of several prisons: the outbox waits for the convoy
    w = advance_fused(w, p, 60)
    sent = w.outbox[: int(w.prison[0].out)]
    assert len(sent) and not set(sent.pid.tolist()) & set(w.inmates.pid[w.inmates.here == 1].tolist())
    there, p2 = start(two_wings(seed=5))
    n = int(there.prison[0].n)
    there.inmates.here[0] = 0  # make room by hand: this prison is only a place to arrive at
    assert arrive(there, p2, sent[0]) == 1
    assert int(there.prison[0].n) == n + 1
    assert sent[0].pid in there.inmates.pid[there.inmates.here == 1]


def test_more_transfers_than_the_outbox_holds():
    """A long run sends more people away than the outbox has rows; nobody may wait for ever."""
    scenario = two_wings(days=400).with_(
        levers={f"response.{kind}.transfer": 1.0 for kind in ("threat", "assault", "serious", "refusal", "staff_verbal")})
    w, p = start(scenario)
    w = advance_fused(w, p, 400)
    assert int(w.series.tally[:, TALLIES.index("transfers")].sum()) > 64
    waiting = (w.inmates.here == 1) & (w.inmates.leaving == 1) & (w.inmates.last_response_day < 398)
    assert not waiting.any(), f"{int(waiting.sum())} transfers were decided and never made"


@pytest.mark.parametrize("day", [1, 17, 33])
def test_a_snapshot_is_a_world(day):
    scenario = two_wings(days=40)
    w, p = start(scenario)
    w = advance_fused(w, p, day)
    kept = copy(w)
    end = digest(advance_fused(w, p, 40 - day))
    assert digest(advance_fused(kept, p, 40 - day)) == end
    again, p = start(scenario)
    assert digest(advance_fused(again, p, 40)) == end
