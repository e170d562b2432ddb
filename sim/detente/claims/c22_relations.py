"""C22: the security of a prison rests on the quality of its human relations."""

from __future__ import annotations

from functools import cache

import numpy as np

from ..outcomes.facts import Facts
from ..studies.experiment import Arm, Pool
from ..studies.shares import Share, samples, shares, uncertainty
from .claim import Axis, Claim, Effect, Flip
from .prison import small
from .relational_levers import GROUPS, levers_at

POINTS = 64
DRAWS = 4
NAMES = tuple(GROUPS)
CLOSE = {"relation_share": 0.8, "training_respect": 0.7, "training_mediation": 0.5}
DISTANT = {"relation_share": 0.1, "training_respect": 0.0, "training_mediation": 0.0}


def measure(run) -> dict[str, float]:
    """Assaults between inmates, on staff and on anybody, per 1,000 inmate-years; fear."""
    f = Facts(run)
    between, staff = f.per("assaults"), f.per("staff_assaults")
    return {"assaults": between, "staff_assaults": staff, "violence": between + staff, "fear": f.level("fear")}


@cache
def _points() -> dict[str, np.ndarray]:
    return samples(POINTS, {name: len(levers) for name, levers in GROUPS.items()})


def _prison(levers: dict[str, float] | None = None):
    return small(places=106, wings=2).with_(levers=levers or {})


def _arms() -> list[Arm]:
    mild, hard = small("dynamic"), small("coercive")
    return [Arm(f"{name} {k}", _prison(levers_at(point, mild, hard)))
            for name, cube in _points().items() for k, point in enumerate(cube)]


def values(pool: Pool, figure: str, raw: bool = False) -> dict[str, np.ndarray]:
    """A figure at all points, arrays (points, seeds); rates by their logarithm (of one more), that proportions count."""
    made = {name: np.array([pool(f"{name} {k}", figure) for k in range(POINTS)]) for name in _points()}
    return made if raw else {name: np.log1p(x) for name, x in made.items()}


def _part(found: dict[str, Share]) -> float:
    """Of what relations and constraint explain, each with its interplay, the part of relations."""
    both = found["relations"].total + found["constraint"].total
    return found["relations"].total / both if both > 0 else float("nan")


def _between(figure: str, raw: bool = False):
    return lambda pool: _part(shares(values(pool, figure, raw), NAMES))


def _share(group: str, figure: str = "violence"):
    return lambda pool: shares(values(pool, figure), NAMES)[group].total


def _against_means(pool: Pool) -> float:
    found = shares(values(pool, "violence"), NAMES)
    return found["relations"].total - found["means"].total


def _error(pool: Pool) -> float:
    return uncertainty(values(pool, "violence"), NAMES, _part)


RELATIONS = Claim(
    key="C22",
    en="The security of a prison rests on the quality of its human relations",
    fr="La sécurité d’une prison repose sur la qualité des relations humaines",
    mechanisms=("legitimacy", "knowledge", "mediation", "deterrence", "incapacitation", "tension", "escalation"),
    arms=_arms, measure=measure, draws=DRAWS, varies=("levers.", "establishment.inmates"),
    effects=(
        Effect("C22.part",
               "Variance of all assaults: of what the levers of relation and of constraint explain, the part of relation;"
               " beyond half",
               "Variance de toutes les agressions\u202f: de ce qu’expliquent les leviers de relation et de contrainte, la"
               " part de la relation\u202f; au-delà de la moitié",
               _between("violence"), 1, "share", 0.10, beyond=0.5, contrast=False),
        Effect("C22.raw_part",
               "The same, of the rate itself and not of its logarithm", "De même, pour le taux lui-même et non son"
               " logarithme", _between("violence", True), 1, "share", 0.10, main=False, beyond=0.5, contrast=False),
        Effect("C22.staff_part", "The same for assaults on staff alone", "De même pour les seules agressions d’agents",
               _between("staff_assaults"), 1, "share", 0.10, main=False, beyond=0.5, contrast=False),
        Effect("C22.inmates_part",
               "The same for assaults between inmates alone", "De même pour les seules agressions entre personnes"
               " détenues", _between("assaults"), 1, "share", 0.10, main=False, beyond=0.5, contrast=False),
        Effect("C22.relations", "Share of the variance of all assaults that levers of relation explain, interplay included",
               "Part de la variance de toutes les agressions qu’expliquent les leviers de relation, interactions comprises",
               _share("relations"), 1, "share", 0.10, main=False, contrast=False),
        Effect("C22.constraint",
               "The same for levers of constraint", "De même pour les leviers de contrainte", _share("constraint"),
               -1, "share", 0.10, main=False, contrast=False),
        Effect("C22.against_means",
               "Share explained by relation less that of the means: people per place and per officer, activities, care",
               "Part expliquée par la relation moins celle des moyens\u202f: personnes par place et par agent, activités,"
               " soins",
               _against_means, 1, "share", 0.10, main=False, contrast=False),
        Effect("C22.error", "Standard error that the choice of prisons leaves in the part of relation; small below 0.1",
               "Erreur type que le choix des prisons laisse dans la part de la relation\u202f; petite sous 0,1",
               _error, -1, "share",
               main=False, beyond=0.1, contrast=False),
    ),
    flip=Flip(Axis("lever", "inmates_per_officer", (1.5, 2.25, 3.0, 4.0, 5.0)),
              Axis("lever", "occupancy", (0.8, 1.15, 1.5, 1.85, 2.2)),
              lambda: small().with_(levers=DISTANT), lambda: small().with_(levers=CLOSE), "violence", -1,
              en="All assaults: relations sought (minutes and training) against relations neglected",
              fr="Toutes les agressions\u202f: relation recherchée (minutes et formation) comparée à relation négligée"),
    how_en="Three hundred and twenty prisons of about 150 that differ in 25 respects at once, each over its plausible"
           " range: eleven levers of relation and the share of incidents answered by mediation; seven of constraint"
           " (searches, hours out of the cell, disciplinary cells and days) and how hard the other answers are; five of"
           " means. How much of the variance of violence each group explains is worked out by exchanging one group of"
           " levers between two samples of prisons (grouped Sobol' indices), on the logarithm of the rate, so that a"
           " doubling counts the same everywhere; luck is taken out by two seeds a prison. Nothing in the model says which"
           " group weighs more, but the ranges do matter: a lever that may vary more explains more. The time of officers"
           " belongs to both: what relation gets, control loses. The claim is refuted if constraint explains as much as"
           " relation; beside stands what the means explain.",
    how_fr="Trois cent vingt prisons d’environ 150 personnes qui diffèrent à la fois par 25 traits, chacun sur son étendue"
           " plausible\u202f: onze leviers de relation et la part d’incidents qui vont en médiation\u202f; sept de"
           " contrainte (fouilles, heures hors cellule, cellules et jours de quartier disciplinaire) et la dureté des"
           " autres réponses\u202f; cinq de moyens. La part de la variance des violences que chaque groupe explique se"
           " calcule en échangeant un groupe de leviers entre deux échantillons de prisons (indices de Sobol’"
           " groupés), sur le logarithme du taux, pour qu’un doublement compte autant partout\u202f; le hasard en est ôté par"
           " deux tirages par prison. Rien dans le modèle ne dit quel groupe pèse"
           " le plus, mais les étendues comptent\u202f: un levier qui peut varier davantage explique davantage. Le temps"
           " des agents appartient aux deux\u202f: ce que gagne la relation, le contrôle le perd. L’affirmation est réfutée"
           " si la contrainte explique autant que la relation\u202f; à côté figure ce qu’expliquent les moyens.",
    ask_en="You may have one thing next year: more officers, fewer inmates, harder answers, or officers whom inmates talk"
           " to. Which, and what would you expect to see?",
    ask_fr="Vous pouvez obtenir une seule chose l’an prochain\u202f: plus d’agents, moins de personnes détenues, des"
           " réponses plus dures, ou des agents à qui l’on parle. Laquelle, et qu’attendriez-vous de voir\u202f?",
)
