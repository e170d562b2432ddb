"""M22: episodes start and end, places of care queue, cellmates bear the rest."""

from __future__ import annotations

from detente.mechanisms import m22_disorder as m22
from detente.world.codes import K_CARE_DAYS, K_EPISODES
from staff_support import prison, states


def _days(w, p, days: int) -> None:
    for _ in range(days):
        m22.dawn(w, p)
        w.prison[0].day += 1


def test_illness_strain_and_the_disciplinary_cell_bring_episodes_on():
    counts = []
    for disorder, tension, apart in ((0, 0.35, -1), (1, 0.35, -1), (2, 0.35, -1), (2, 0.9, -1), (2, 0.35, 999)):
        w, p = prison(inmates=400, disorder_cell=0.0)
        w.inmates.disorder = disorder
        w.inmates.tension = tension
        w.inmates.isolated_until = apart
        _days(w, p, 60)
        counts.append(w.wings.tally[:, K_EPISODES].sum())
    none, mild, severe, tense, isolated = counts
    assert none == 0 < mild < severe < min(tense, isolated)
    assert 120 < severe < 240  # 400 people x 60 days x 3 a year, less the days already in an episode


def test_places_are_few_shorten_episodes_and_do_not_depend_on_rows():
    w, p = prison(disorder_severe=0.0, disorder_mild=0.0)
    w.levers["care_places"] = 10.0  # 4 places for 40
    w.inmates.disorder = 2
    w.inmates.episode_until = 20
    x, _ = prison()
    x = x._replace(inmates=w.inmates[::-1].copy(), cells=x.cells.copy())
    x.levers["care_places"] = 10.0
    x.inmates.cell = -1
    m22.dawn(x, p)
    m22.dawn(w, p)
    s = w.prison[0]
    assert s.care_places == s.in_care == w.inmates.care.sum() == 4
    assert states(w.inmates, "care", "episode_until") == states(x.inmates, "care", "episode_until")
    assert (w.inmates.episode_until[w.inmates.care == 1] < 20).all()
    assert w.wings.tally[:, K_CARE_DAYS].sum() == 4
    w.prison[0].day = 20
    m22.dawn(w, p)
    assert (w.inmates.episode_until == -1).all() and w.prison[0].in_care == 0


def test_a_cellmate_bears_an_untreated_episode_only():
    w, p = prison(disorder_severe=0.0, disorder_mild=0.0)
    w.levers["care_places"] = 0.0
    w.inmates.disorder[0] = 2
    w.inmates.episode_until[0] = 50
    _days(w, p, 3)
    assert w.inmates.tension[1] > 0.35 == w.inmates.tension[3]
    w.levers["care_places"] = 10.0
    w.inmates.tension = 0.35
    _days(w, p, 3)
    assert w.inmates.care[0] == 1 and w.inmates.tension[1] == 0.35
