"""A contact of the reference model: friction, dispute, threat, blow; what staff see and answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .luck import (
    ACQUITTED, ANSWER, FIRST, FRICTION, GUARD, HARM, INJURY, MOVE, REPORTED, TALK_WORKS, logistic, pair, race,
)

ANSWERS = ("nothing", "warning", "mediation", "restorative", "confinement", "cell", "transfer", "prosecution")
LADDER = {"threat": 0, "assault": 1, "serious assault": 2}
MOVES = ("withdraw", "talk", "threaten", "strike")


@dataclass
class Incident:
    """What is remembered of a threat or a blow."""

    day: int
    slot: str
    kind: str
    place: str
    a: int
    b: int
    rung: int
    witnesses: int
    terms: dict[str, float]
    chance: float = 0.0
    injury: bool = False
    calmed: bool = False
    recorded: bool = False
    commission: bool = False
    response: str = "nothing"
    days: int = 0


@dataclass
class Contact:
    """Two people within reach of each other."""

    a: object
    b: object
    place: str
    how: str
    minutes: int

    def friction(self, m) -> bool:
        """Whether it turns sour."""
        a, b, p = self.a, self.b, m.p
        lean = p.escalation_heat * (a.tension - 0.35) + p.escalation_heat * (b.tension - 0.35)
        lean += 0.5 * (a.impulsivity + b.impulsivity - 0.9)
        feeling = sum(0.5 * x.ties[y].strength for x, y in ((a, b), (b, a)) if y in x.ties)
        lean -= p.escalation_friend * feeling
        if self.how == "cell":
            rate = p.escalation_rate * p.escalation_cohabit * math.sqrt(self.minutes / 60.0)
        else:
            rate = p.escalation_rate * (self.minutes / 60.0)
        return m.luck(FRICTION, m.tick, *pair(a, b)) < rate * math.exp(lean)

    def unfold(self, m) -> None:
        """A dispute that the quicker one opens."""
        a, b = self.a, self.b
        a.wing.count("frictions")
        for x, y in ((a, b), (b, a)):
            if y in x.ties:
                x.ties[y].shift(-0.08)
        quick_a = race(m.luck(FIRST, m.tick, b.pid, a.pid), math.exp(2.0 * a.tension + a.impulsivity))
        quick_b = race(m.luck(FIRST, m.tick, a.pid, b.pid), math.exp(2.0 * b.tension + b.impulsivity))
        first, second = (a, b) if quick_a < quick_b else (b, a)
        Dispute(m, first, second, self.place).climb()


class Dispute:
    """Turn by turn between two people, four turns at most."""

    def __init__(self, model, first, second, place: str) -> None:
        self.m, self.first, self.second, self.place = model, first, second, place
        self.heat = 0.0
        self.threat: Incident | None = None
        self.witnesses = model.audience(first, second, place)

    def climb(self) -> None:
        """Until somebody strikes, lets go, or is calmed."""
        me, you = self.first, self.second
        for rung in range(4):
            if rung and self.guarded(rung, me):
                me.wing.count("settled")
                if self.threat:
                    self.threat.calmed = True
                break
            terms = self.drive(me, you)
            move, chance = self.decide(me, sum(terms.values()), rung)
            if move == "strike":
                return self.strike(me, you, rung, terms, chance)
            if move == "threaten":
                if self.threat is None:
                    self.threat = self.note("threat", me, you, rung, terms)
                self.heat += self.m.p.escalation_climb
            elif move == "withdraw":
                me.wing.count("withdrawn")
                break
            elif self.talk(me, you, rung):
                me.wing.count("settled")
                break
            else:
                self.heat += 0.3
            me, you = you, me
        if self.threat:
            self.report(self.threat, self.first if self.threat.a == self.first.pid else self.second)
        return None

    def luck(self, *words: int) -> float:
        """Luck of these two in this slot."""
        return self.m.luck(MOVE, self.m.tick, *pair(self.first, self.second), *words)

    def guarded(self, rung: int, me) -> bool:
        """An officer who sees it steps in."""
        seen = me.wing.eyes[self.place] * self.m.p.escalation_guard
        return me.wing.officers > 0 and self.m.luck(GUARD, self.m.tick, rung, *pair(self.first, self.second)) < seen

    def drive(self, me, you) -> dict[str, float]:
        """What leans one to strike the other, in logits and in the model's order."""
        p = self.m.p
        tie = me.ties.get(you)
        return {
            "age": p.escalation_age * (min(me.age, 60.0) - 32.0) / 10.0,
            "impulsivity": p.escalation_impulsivity * (me.impulsivity - 0.45),
            "past violence": p.escalation_past * (me.prior_violence - 0.3) + p.escalation_unruly * math.log(me.unruliness),
            "tension": p.escalation_tension * (me.tension - 0.35),
            "norm": -p.escalation_norm * (0.6 * me.norm + 0.4 * me.wing.norm - 0.55),
            "eyes": -p.escalation_eyes * me.wing.eyes[self.place],
            "tie": -p.escalation_tie * tie.strength if tie else 0.0,
            "other": me.other,
        }

    def decide(self, me, push: float, rung: int) -> tuple[str, float]:
        """The move that wins the race, and the chance a blow had."""
        p = self.m.p
        withdraw = p.escalation_withdraw + 0.8 * me.vulnerability - (p.escalation_trapped if self.place == "cell" else 0.0)
        wishes = (withdraw, p.escalation_talk, p.escalation_threat + p.escalation_threat_share * push + self.heat,
                  p.escalation_strike + push + self.heat)
        times = [race(self.luck(rung, n), math.exp(wish)) for n, wish in enumerate(wishes)]
        w, t, h, s = (math.exp(wish) for wish in wishes)
        return MOVES[times.index(min(times))], s / (s + h + t + w)

    def talk(self, me, you, rung: int) -> bool:
        """Whether words settle it."""
        works = self.m.p.escalation_talk_works + 0.8 * (me.skill + you.skill - 0.9) - self.heat
        return self.luck(8 + rung, TALK_WORKS) < logistic(works)

    def strike(self, me, you, rung: int, terms: dict[str, float], chance: float) -> None:
        """A blow."""
        m = self.m
        bad = m.p.escalation_serious + 0.8 * (me.tension - 0.35) + 0.8 * (rung - 1)
        serious = m.luck(HARM, m.tick, *pair(me, you)) < logistic(bad)
        e = self.note("serious assault" if serious else "assault", me, you, rung, terms)
        e.chance = chance
        e.injury = m.luck(INJURY, m.tick, *pair(me, you)) < (0.95 if serious else 0.33)
        me.n_violent += 1
        me.last_violence = m.day
        self.report(e, me)

    def note(self, kind: str, me, you, rung: int, terms: dict[str, float]) -> Incident:
        """Remember it."""
        e = Incident(self.m.day, self.m.slot, kind, self.place, me.pid, you.pid, rung, self.witnesses, terms)
        self.m.incidents.append(e)
        return e

    def report(self, e: Incident, by) -> None:
        """Staff may see it, write it down, and answer."""
        m, p = self.m, self.m.p
        victim = self.second if by is self.first else self.first
        told = p.response_tell * victim.legitimacy * (1.0 - victim.fear)
        blind = 1.0 - by.wing.eyes[e.place]
        if e.kind == "threat":
            seen = (1.0 - blind * (1.0 - 0.3 * told)) * (1.0 - by.wing.lever.discretion)
        else:
            seen = 1.0 - blind * (1.0 - told) * (1.0 - (p.response_injury if e.injury else 0.0))
        if m.luck(REPORTED, m.tick, e.b, e.a) >= seen:
            return
        e.recorded = True
        by.n_reports += 1
        blow = p.response_incident_minutes * (2.5 if e.kind == "serious assault" else 1.0)
        by.wing.spent += p.response_report_minutes if e.kind == "threat" else blow
        self.answer(e, by.wing.lever)

    def answer(self, e: Incident, lever) -> None:
        """The ladder in force; without mediators and circles a warning takes their place."""
        m = self.m
        shares = lever.response[LADDER[e.kind]]
        times = [race(m.luck(ANSWER, m.tick, e.b, e.a, n), share) for n, share in enumerate(shares)]
        answer = ANSWERS[times.index(min(times))]
        heavy = answer in ("confinement", "cell", "transfer", "prosecution")
        e.commission = heavy or answer == "warning"
        if heavy and m.luck(ACQUITTED, m.tick, e.b, e.a) < m.p.response_acquitted:
            answer = "nothing"
        e.response = "warning" if answer in ("mediation", "restorative") else answer
        if answer in ("cell", "prosecution"):
            e.days = int({"threat": lever.cell_days_refusal, "assault": lever.cell_days_assault,
                          "serious assault": lever.cell_days_serious}[e.kind])
