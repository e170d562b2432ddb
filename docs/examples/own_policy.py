"""A policy of your own: look at what staff can see, move levers, nothing else.

Run it: ``python docs/examples/own_policy.py``. A policy is called every few days with yesterday's *recorded* figures (what
was never reported is hidden from it) and answers with new values of levers; it cannot touch people.
"""

from detente import load
from detente.engine import simulate


class CalmDown:
    """More time for dialogue when there are more reports than usual, back when there are not."""

    def __init__(self, usual=0.35, more=0.65):
        self.usual, self.more = usual, more
        self.rates = []
        self.decisions = []

    def __call__(self, seen, day):
        """``seen`` has recorded_assaults, reports, sanctions, inmates, in_disciplinary ... of the day before."""
        self.rates.append(seen["reports"] / max(1, seen["inmates"]))
        worse = self.rates[-1] > sum(self.rates) / len(self.rates)
        share = self.more if worse else self.usual
        self.decisions.append((day, share))
        return {"relation_share": share}


def with_and_without(days=90, seed=1):
    """The policy after its run, that run, and the same prison left alone."""
    scenario = load("baseline").with_(horizon_days=days, seed=seed, establishment={
        "name": "Exemple", "type": "maison_arret", "capacity": 60, "inmates": 84, "wings": 1})
    policy = CalmDown(usual=scenario.levers["relation_share"])
    return policy, simulate(scenario, policy=policy, every=3), simulate(scenario)


if __name__ == "__main__":
    policy, run, alone = with_and_without()
    for day, share in policy.decisions:
        print(f"day {day:2}: {share:.0%} of the free minutes go to relation")
    print(f"incidents: {len(run.log)} with the policy, {len(alone.log)} without")
