"""A policy of your own: look at what staff can see, move levers, nothing else.

Run it: ``python docs/examples/own_policy.py``. A policy is called every few days with yesterday's *recorded* figures (what
was never reported is hidden from it) and answers with new values of levers; it cannot touch people.
"""

from detente import load
from detente.engine import simulate


class CalmDown:
    """More time for dialogue when reports go up, back to usual when they have gone down."""

    def __init__(self, worry=0.015, usual=0.35, more=0.65):
        self.worry, self.usual, self.more = worry, usual, more
        self.smooth = 0.0
        self.decisions = []

    def __call__(self, seen, day):
        """``seen`` has recorded_assaults, reports, sanctions, inmates, in_disciplinary ... of the day before."""
        rate = seen["reports"] / max(1, seen["inmates"])
        self.smooth += 0.5 * (rate - self.smooth)
        share = self.more if self.smooth > self.worry else self.usual
        self.decisions.append((day, share))
        return {"relation_share": share}


def with_and_without(days=60, seed=1):
    """The policy after its run, that run, and the same prison left alone."""
    scenario = load("baseline").with_(horizon_days=days, seed=seed, establishment={
        "name": "Exemple", "type": "maison_arret", "capacity": 60, "inmates": 84, "wings": 1})
    policy = CalmDown(usual=scenario.levers["relation_share"])
    return policy, simulate(scenario, policy=policy, every=7), simulate(scenario)


if __name__ == "__main__":
    policy, run, alone = with_and_without()
    for day, share in policy.decisions:
        print(f"day {day:2}: {share:.0%} of the free minutes go to relation")
    print(f"incidents: {len(run.log)} with the policy, {len(alone.log)} without")
