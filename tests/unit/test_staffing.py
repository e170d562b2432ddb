"""Posts and disciplinary cells change on their date, and only then."""

from __future__ import annotations

import numpy as np

from detente.engine import simulate, start
from detente.scenario import load
from detente.staffing import staff


def small(**more):
    return load("baseline").with_(establishment={"type": "maison_arret", "capacity": 60, "inmates": 84, "wings": 2},
                                  horizon_days=40, levers={"inmates_per_officer": 3.0}, **more)


def test_a_cut_on_a_date_leaves_the_posts_empty_from_that_day():
    cut = small(changes=[{"lever": "inmates_per_officer", "to": 6.0, "from_day": 20}])
    here = simulate(cut, 1).series.staff_n
    assert set(here[:20].tolist()) == {28} and set(here[20:].tolist()) == {14}


def test_before_the_date_nothing_is_different():
    plain = simulate(small(), 1).series
    cut = simulate(small(changes=[{"lever": "inmates_per_officer", "to": 6.0, "from_day": 20}]), 1).series
    assert np.array_equal(plain.tally[:20], cut.tally[:20]) and not np.array_equal(plain.tally[20:], cut.tally[20:])


def test_posts_added_on_a_date_are_filled_and_can_be_taken_back():
    more = small(changes=[{"lever": "inmates_per_officer", "to": 2.0, "from_day": 10, "until_day": 30}])
    here = simulate(more, 1).series.staff_n
    assert (here[5], here[15], here[35]) == (28, 42, 28)


def test_disciplinary_cells_change_on_a_date():
    built = small(changes=[{"lever": "disciplinary_cells", "to": 10.0, "from_day": 20}])
    assert int(simulate(built, 1, days=20).world.prison[0].disciplinary) < 6
    assert int(simulate(built, 1).world.prison[0].disciplinary) == 6


def test_who_leaves_does_not_depend_on_rows():
    left = []
    for turn in (1, -1):
        w, _ = start(small(), 3)
        w.officers[:] = w.officers[::turn].copy()
        w.rapports.officer[:] = -1
        staff(w, 9)
        left.append({int(o.pid) for o in w.officers if o.here})
    assert left[0] == left[1] and len(left[0]) == 9


def test_nobody_keeps_a_rapport_with_an_officer_who_left():
    cut = small(changes=[{"lever": "inmates_per_officer", "to": 12.0, "from_day": 39}])
    w = simulate(cut, 2).world
    known = w.rapports.officer[w.rapports.officer >= 0]
    assert known.size and all(w.officers.here[known] == 1)
