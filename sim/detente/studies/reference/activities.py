"""Who has an activity place, in the reference model: lists sorted and cut, where the engine takes one after the other."""

from __future__ import annotations

from .luck import ACTIVITY_KIND, EXCLUDED, PLACE

NONE, WORK, CLASS = range(3)


def fill_places(model, inmates) -> None:
    """Dawn: places lost after violence, places over the number taken back, free places given to those who waited."""
    day, luck = model.day, model.luck
    waiting = [len(_waiting(wing)) for wing in model.wings]
    for a in inmates:
        if a.activity and a.last_violence == day - 1 and luck(EXCLUDED, day, a.pid) < model.p.activities_excluded:
            a.activity = NONE
    for wing in model.wings:
        places = int(wing.lever.activity_places * wing.capacity)
        busy = sorted((a for a in wing.people if a.activity), key=lambda a: luck(PLACE, day // 7, a.pid))
        for a in busy[places:]:
            a.activity = NONE
        free = min(places - len(busy), waiting[wing.number])
        able = sorted(_waiting(wing), key=lambda a: _turn(model, a))
        for a in able[:max(0, free)]:
            a.activity = WORK if luck(ACTIVITY_KIND, day, a.pid) < 0.6 else CLASS


def _waiting(wing):
    return [a for a in wing.people if a.activity == NONE and a.isolated_until < 0 and not a.care]


def _turn(model, a) -> float:
    return model.luck(PLACE, model.day // 7, a.pid) - 0.01 * min(200, model.day - a.entry_day) + 0.5 * a.impulsivity
