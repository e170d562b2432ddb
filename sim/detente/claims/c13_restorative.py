"""C13: restorative justice regulates the community, not the author alone."""

from __future__ import annotations

import numpy as np

from ..outcomes import summarise
from ..outcomes.facts import Facts
from ..studies.experiment import Arm, Pool
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .prison import small

REFERRED = {"response.assault.restorative": 0.6, "response.serious.restorative": 0.6, "response.threat.restorative": 0.4,
            "response.staff_verbal.restorative": 0.5, "response.staff_assault.restorative": 0.6}
DOSES = {"none": 0.0, "few": 0.25, "many": 2.0}
WINDOW = 90


def measure(run) -> dict[str, float]:
    """All measures; violent acts early enough to be followed for 90 days, those followed by another; people much afraid."""
    f = Facts(run)
    acts = np.asarray(f.violent)
    acts = acts[np.lexsort((np.arange(acts.shape[0]), acts["a_pid"]))]
    again = np.zeros(acts.shape[0], bool)
    again[:-1] = (acts["a_pid"][1:] == acts["a_pid"][:-1]) & (acts["day"][1:] - acts["day"][:-1] <= WINDOW)
    early = acts["day"] + WINDOW <= f.last_day
    return summarise(f) | {"acts_followed": float(early.sum()), "acts_again": float((again & early).sum()),
                           "much_afraid": float((f.present.fear > 0.4).mean()),
                           "efficacy": float(run.world.wings.efficacy.mean())}


def _arm(name: str, circles: float) -> Arm:
    return Arm(name, small().with_(levers=REFERRED | {"circles_per_month": circles}))


def _arms() -> list[Arm]:
    return [_arm(name, circles) for name, circles in DOSES.items()]


def _again(pool: Pool) -> float:
    return pool.ratio("many", "acts_again", "acts_followed") - pool.ratio("none", "acts_again", "acts_followed")


RESTORATIVE = Claim(
    key="C13",
    en="Restorative justice makes detention regulate itself: it reaches the common norm, fear and witnesses, not the author"
       " alone",
    fr="La justice restaurative fait de la détention une instance de régulation sociale\u202f: elle agit sur la norme"
       " commune, la peur et les témoins, et non sur le seul auteur",
    mechanisms=("restorative", "fear", "grudge", "status", "observe"),
    arms=_arms, measure=measure, varies=("levers.circles_per_month",),
    effects=(
        Effect("C13.assaults", "Assaults between inmates: two circles a month and wing against none, relative change",
               "Agressions entre personnes détenues\u202f: deux cercles par mois et par aile comparés à aucun, variation"
               " relative",
               change("many", "none", "assaults"), -1, "share", 0.05),
        Effect("C13.fear", "Fear among all inmates: two circles a month against none",
               "Peur parmi toutes les personnes détenues\u202f: deux cercles par mois comparés à aucun",
               gap("many", "none", "fear"), -1, "level", 0.005),
        Effect("C13.norm", "Norm of non-violence among all inmates: two circles against none",
               "Norme de non-violence parmi toutes les personnes détenues\u202f: deux cercles comparés à aucun",
               gap("many", "none", "norm"), 1, "level", 0.01, main=False),
        Effect("C13.afraid", "Share of people much afraid (over 0.4) on the last day: two circles against none",
               "Part des personnes très craintives (plus de 0,4) le dernier jour\u202f: deux cercles comparés à aucun",
               gap("many", "none", "much_afraid"), -1, "share", 0.005, main=False),
        Effect("C13.efficacy", "Readiness to step in for one another, last day: two circles against none",
               "Disposition à intervenir les uns pour les autres, dernier jour\u202f: deux cercles comparés à aucun",
               gap("many", "none", "efficacy"), 1, "level", 0.01, main=False),
        Effect("C13.again", "Violent acts followed by another of the same person within 90 days: two circles against none",
               "Actes violents suivis d’un autre de la même personne sous 90 jours\u202f: deux cercles comparés à aucun",
               _again, -1, "share", 0.02, main=False),
        Effect("C13.dose", "Assaults: what going from one circle in four months to two a month still changes, relative",
               "Agressions\u202f: ce que change encore le passage d’un cercle tous les quatre mois à deux par mois,"
               " variation relative",
               change("many", "few", "assaults"), -1, "share", 0.02, main=False),
        Effect("C13.minutes", "Officer minutes left for relation: two circles against none, relative change",
               "Minutes de surveillant restant pour la relation\u202f: deux cercles comparés à aucun, variation relative",
               change("many", "none", "relation_minutes"), 1, "share", 0.02, main=False),
    ),
    flip=Flip(Axis("parameter", "restorative.success", (-0.2, 0.3, 0.8, 1.3, 1.8)),
              Axis("lever", "inmates_per_officer", (1.5, 2.25, 3.0, 4.0, 5.0)),
              lambda: _arm("none", 0.0).scenario, lambda: _arm("many", 2.0).scenario, "assaults", -1,
              en="Assaults between inmates: two circles a month and wing against none",
              fr="Agressions entre personnes détenues\u202f: deux cercles par mois et par aile comparés à aucun"),
    how_en="A maison d'arrêt of 300, in which half of the reported threats, assaults and abuses are referred to a"
           " restorative circle. Only the circles differ: none (a warning is given instead), one in four months, or two a"
           " month and wing. The model assumes that those who sit in a circle that works fear less and hold more to the"
           " norm; what is tested is whether this reaches the whole detention, and whether fewer people are assaulted,"
           " though circles take weeks to prepare and officers' minutes. The claim is refuted if assaults and general fear"
           " are the same with circles.",
    how_fr="Une maison d’arrêt de 300 personnes où la moitié des menaces, agressions et outrages signalés sont orientés"
           " vers un cercle restauratif. Seuls les cercles diffèrent\u202f: aucun (un avertissement est donné à la place),"
           " un tous les quatre mois, ou deux par mois et par aile. Le modèle suppose que les participants d’un cercle"
           " réussi ont moins peur et adhèrent davantage à la norme\u202f; on teste si cela atteint toute la détention et"
           " si les agressions diminuent, alors qu’un cercle demande des semaines de préparation et des minutes d’agents."
           " L’affirmation est réfutée si les agressions et la peur générale sont les mêmes avec les cercles.",
    ask_en="Eight people sat in the circle; the wing holds a hundred. What would have to happen on Monday for the others to"
           " notice?",
    ask_fr="Huit personnes étaient dans le cercle, l’aile en compte cent. Que faudrait-il qu’il se passe lundi pour que les"
           " autres s’en aperçoivent\u202f?",
)
