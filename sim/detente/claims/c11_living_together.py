"""C11: mediation lets aggressor and victim go on living together, saves face, without repetition."""

from __future__ import annotations

from ..studies.experiment import Pool
from .c02_repetition import apart, enough, ladder
from .claim import Axis, Claim, Effect, Flip
from .figures import figures
from .prison import small
from .reopened import reopened


def _base(pool: Pool) -> float:
    return pool.ratio("reopened", "cell_pair", "n")


LIVING_TOGETHER = Claim(
    key="C11",
    en="Mediation lets aggressor and victim go on living together and save face, without repetition",
    fr="La médiation permet à l’auteur et à la victime de continuer à cohabiter et de sauver la face, sans répétition",
    mechanisms=("grudge", "status", "mediation"), arms=lambda: [enough()], measure=reopened, seeds=24,
    effects=(
        Effect("C11.cell", "Threat or assault again between the two within 90 days: mediation less disciplinary cell",
               "Nouvelle menace ou agression entre les deux dans les 90 jours\u202f: médiation moins quartier disciplinaire",
               apart("mediation", "cell", "pair"), -1, "share", 0.01),
        Effect("C11.warning", "Threat or assault again between the two within 90 days: mediation less warning",
               "Nouvelle menace ou agression entre les deux dans les 90 jours\u202f: médiation moins avertissement",
               apart("mediation", "warning", "pair"), -1, "share", 0.01),
        Effect("C11.base", "How often it happens again between the two within 90 days, after the disciplinary cell",
               "Fréquence d’une répétition entre les deux dans les 90 jours, après le quartier disciplinaire",
               _base, 1, "share", 0.01, main=False, contrast=False),
        Effect("C11.grudge", "The victim's grudge after 90 days: mediation less disciplinary cell",
               "Rancune de la victime après 90 jours\u202f: médiation moins quartier disciplinaire",
               apart("mediation", "cell", "grudge", "both_n"), -1, "level", 0.02, main=False),
        Effect("C11.fear", "The victim's fear after 90 days: mediation less disciplinary cell",
               "Peur de la victime après 90 jours\u202f: médiation moins quartier disciplinaire",
               apart("mediation", "cell", "fear", "both_n"), -1, "level", 0.02, main=False),
        Effect("C11.face", "The aggressor's need not to lose face after 90 days: mediation less disciplinary cell",
               "Besoin de l’auteur de ne pas perdre la face après 90 jours\u202f: médiation moins quartier disciplinaire",
               apart("mediation", "cell", "need", "first_n"), -1, "level", 0.02, main=False),
    ),
    flip=Flip(Axis("lever", "mediation_delay", (1.0, 3.0, 7.0, 14.0, 21.0)),
              Axis("lever", "cell_days_assault", (2.0, 7.0, 10.0, 20.0, 30.0)),
              lambda: small().with_(levers=ladder("cell")), lambda: small().with_(levers=ladder("mediation")), "pair_again", -1,
              measure=figures,
              en="Share of recorded cases repeated between the same two: mediation against cell for eight of ten",
              fr="Part des cas consignés répétés entre les deux mêmes\u202f: médiation ou quartier disciplinaire pour huit"
                 " sur dix"),
    how_en="The incidents of C2, each lived again with a warning, the disciplinary cell and mediation; both people are to"
           " stay, and the same two are followed for 90 days. Referral is not agreement: refusals and failures count. The"
           " model assumes that an agreement dissolves part of the grudge and saves face; what is tested is whether the two"
           " come to threats or blows less often. Refuted if the difference is less than one in a hundred incidents; where it"
           " hardly ever happens again whatever the answer (that figure is shown), there is little to prevent.",
    how_fr="Les incidents de C2, chacun revécu avec un avertissement, le quartier disciplinaire et la médiation\u202f; les"
           " deux personnes doivent rester, et elles sont suivies 90 jours. Orienter n’est pas accorder\u202f: refus et échecs"
           " comptent. Le modèle suppose qu’un accord dissout une part de la rancune et sauve la face\u202f; on teste si les"
           " deux en viennent moins souvent aux menaces ou aux coups. Réfuté si l’écart est inférieur à un incident sur"
           " cent\u202f; là où cela ne se reproduit presque jamais, quelle que soit la réponse (ce chiffre est montré), il y a"
           " peu à prévenir.",
    ask_en="Two men who fought come back to the same landing. What do you do on the first morning?",
    ask_fr="Deux hommes qui se sont battus reviennent sur la même coursive. Que faites-vous le premier matin\u202f?",
)
