"""The queue of mediation and restorative cases: open, find, choose the next one, close, clear.

Rows of people change hands, so every case carries person ids; which row of the table a case sits in never matters.
"""

from __future__ import annotations

import math

from .chance import draw, draw_pair, race
from .codes import CASE_FREE, CASE_WAITING, REFUSAL, STAFF_SERIOUS
from .compiled import kernel

LAPSE = 120  # days after which a case that could not be held is dropped
KEPT = 180   # days for which a closed case stays on file


@kernel
def same_person(w, row, pid):
    """1 if the row still belongs to that person and he is here."""
    if row < 0 or row >= w.inmates.shape[0]:
        return 0
    return 1 if w.inmates[row].here == 1 and w.inmates[row].pid == pid else 0


@kernel
def at_hand(a, day):
    """1 if he can come: present, neither in the disciplinary cell nor in care."""
    return 1 if a.here == 1 and a.isolated_until <= day and a.care == 0 else 0


@kernel
def officer_row(w, pid):
    """Row of an officer by person id, -1 if he has left."""
    for i in range(w.officers.shape[0]):
        if w.officers[i].here == 1 and w.officers[i].pid == pid:
            return i
    return -1


@kernel
def trained_officer(w, wing, module, party, key):
    """A wing's officer trained in a module, at work and not the party, by keyed race on skill; -1 if there is none."""
    best = -1
    score = math.inf
    for i in range(w.officers.shape[0]):
        o = w.officers[i]
        if o.here == 1 and o.wing == wing and o.absent == 0 and (o.trained & (1 << module)) != 0 and o.pid != party:
            x = race(draw(key, o.pid), 0.1 + o.skill[module])
            if x < score:
                score = x
                best = i
    return best


@kernel
def free_row(w):
    """A row of the table to use: a free one, else the closed case that is oldest, else -1."""
    best = -1
    for n in range(w.cases.shape[0]):
        c = w.cases[n]
        if c.state == CASE_FREE:
            return n
        if c.state == CASE_WAITING:
            continue
        if best < 0:
            best = n
            continue
        b = w.cases[best]
        if c.day < b.day or (c.day == b.day and (c.a_pid < b.a_pid or (c.a_pid == b.a_pid and c.b_pid < b.b_pid))):
            best = n
    return best


@kernel
def room_left(w):
    """Rows that are not waiting."""
    room = 0
    for n in range(w.cases.shape[0]):
        if w.cases[n].state != CASE_WAITING:
            room += 1
    return room


@kernel
def waiting(w, kind, pid1, pid2):
    """Row of the waiting case between two people, whoever did it; -1 if there is none."""
    for n in range(w.cases.shape[0]):
        c = w.cases[n]
        if c.state == CASE_WAITING and c.kind == kind:
            if (c.a_pid == pid1 and c.b_pid == pid2) or (c.a_pid == pid2 and c.b_pid == pid1):
                return n
    return -1


@kernel
def on_file(w, kind, state, pid1, pid2):
    """How many cases of a state two people have on file, whoever did it."""
    count = 0
    for n in range(w.cases.shape[0]):
        c = w.cases[n]
        if c.state == state and c.kind == kind:
            if (c.a_pid == pid1 and c.b_pid == pid2) or (c.a_pid == pid2 and c.b_pid == pid1):
                count += 1
    return count


@kernel
def open_case(w, kind, a, b, b_pid, ready, incident):
    """Row of a new waiting case of what inmate a did to b (-1: the officer of that id); -1 if the table is full."""
    n = free_row(w)
    if n < 0:
        return -1
    c = w.cases[n]
    c.kind = kind
    c.state = CASE_WAITING
    c.wing = w.inmates[a].wing
    c.a = a
    c.b = b
    c.a_pid = w.inmates[a].pid
    c.b_pid = b_pid
    c.day = w.prison[0].day
    c.ready = ready
    c.incident = incident
    return n


@kernel
def from_incident(w, kind, n, ready):
    """Open the case of incident n: 2 opened, 1 joined to one of theirs that waits, 0 impossible (gone, no room)."""
    e = w.log[n]
    if e.kind > STAFF_SERIOUS or e.a < 0 or e.b < 0 or same_person(w, e.a, e.a_pid) == 0:
        return 0
    if e.kind >= REFUSAL:
        b = -1
        b_pid = w.officers[e.b].pid
        if w.officers[e.b].here == 0:
            return 0
    else:
        b = e.b
        b_pid = e.b_pid
        if same_person(w, e.b, e.b_pid) == 0:
            return 0
    old = waiting(w, kind, e.a_pid, b_pid)
    if old >= 0:
        w.cases[old].incident = n
        return 1
    return 2 if open_case(w, kind, e.a, b, b_pid, ready, n) >= 0 else 0


@kernel
def next_ready(w, kind, wing, later, key):
    """The case of a wing to hold now: longest ready, then by keyed draw; everyone at hand; -1 if there is none."""
    day = w.prison[0].day
    best = -1
    first = 0
    score = math.inf
    for n in range(w.cases.shape[0]):
        c = w.cases[n]
        if c.state != CASE_WAITING or c.kind != kind or c.wing != wing or c.ready + later > day:
            continue
        if at_hand(w.inmates[c.a], day) == 0:
            continue
        if c.b >= 0:
            if at_hand(w.inmates[c.b], day) == 0:
                continue
        elif w.officers[officer_row(w, c.b_pid)].absent == 1:
            continue
        u = draw_pair(key, c.a_pid, c.b_pid)
        if best < 0 or c.ready < first or (c.ready == first and u < score):
            best = n
            first = c.ready
            score = u
    return best


@kernel
def close(w, n, state, outcome):
    """Close a case; the incident it follows remembers how it ended."""
    c = w.cases[n]
    c.state = state
    if c.incident >= 0 and c.incident < w.prison[0].n_log:
        w.log[c.incident].outcome = outcome


@kernel
def clear(w, kind):
    """Drop the cases of people who have left, those that lapsed, and old files."""
    day = w.prison[0].day
    for n in range(w.cases.shape[0]):
        c = w.cases[n]
        if c.state == CASE_FREE or c.kind != kind:
            continue
        if c.state != CASE_WAITING:
            if day > c.day + KEPT:
                c.state = CASE_FREE
            continue
        gone = same_person(w, c.a, c.a_pid) == 0
        if c.b >= 0:
            gone = gone or same_person(w, c.b, c.b_pid) == 0
        else:
            gone = gone or officer_row(w, c.b_pid) < 0
        if gone or day > c.ready + LAPSE:
            c.state = CASE_FREE
