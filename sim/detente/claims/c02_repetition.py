"""C2: coercive answers break dialogue, and violence is repeated. The same incidents, answered otherwise."""

from __future__ import annotations

from ..studies.experiment import Arm, Pool
from .claim import Axis, Claim, Effect, Flip
from .dose import Statistic
from .figures import figures
from .prison import small
from .reopened import reopened

KINDS = ("threat", "assault", "serious")


def enough() -> Arm:
    """A hundred inmates; sessions and mediators enough for every incident that is reopened."""
    return Arm("reopened", small(places=71, wings=1).with_(levers={"mediation_sessions": 4.0, "training_mediation": 0.3}))


def apart(first: str, second: str, figure: str, under: str | None = None) -> Statistic:
    """Figure of an incident (or of a person still there) after the first answer, less the same after the second."""
    def one(pool: Pool, answer: str) -> float:
        return pool.ratio("reopened", f"{answer}_{figure}", f"{answer}_{under}" if under else "n")
    return lambda pool: one(pool, first) - one(pool, second)


def ladder(answer: str) -> dict[str, float]:
    """Eight tenths of what is reported between inmates get one answer; the rest of today's answers share what is left."""
    return {f"response.{kind}.{answer}": 0.8 for kind in KINDS} | {"mediation_sessions": 4.0, "training_mediation": 0.3}


REPETITION = Claim(
    key="C02",
    en="Coercive answers break dialogue, and violence is repeated inside",
    fr="Les réponses coercitives rompent le dialogue, et la violence se répète en détention",
    mechanisms=("grudge", "legitimacy", "deterrence", "incapacitation"), arms=lambda: [enough()], measure=reopened, seeds=24,
    effects=(
        Effect("C02.warning", "Aggressor violent again within 90 days: disciplinary cell less warning",
               "Auteur de nouveau violent dans les 90 jours\u202f: quartier disciplinaire moins avertissement",
               apart("cell", "warning", "again"), 1, "share", 0.02),
        Effect("C02.mediation", "Aggressor violent again within 90 days: disciplinary cell less mediation",
               "Auteur de nouveau violent dans les 90 jours\u202f: quartier disciplinaire moins médiation",
               apart("cell", "mediation", "again"), 1, "share", 0.02),
        Effect("C02.served", "The same once any sanction has been served (days 31 to 90): disciplinary cell less warning",
               "De même, toute sanction purgée (jours 31 à 90)\u202f: quartier disciplinaire moins avertissement",
               apart("cell", "warning", "late"), 1, "share", 0.02, main=False),
        Effect("C02.trust", "The aggressor's trust in staff after 90 days: disciplinary cell less warning",
               "Confiance de l’auteur envers le personnel après 90 jours\u202f: quartier disciplinaire moins avertissement",
               apart("cell", "warning", "trust", "first_n"), -1, "level", 0.02, main=False),
        Effect("C02.known", "What staff know of him after 90 days: disciplinary cell less warning",
               "Ce que le personnel sait de lui après 90 jours\u202f: quartier disciplinaire moins avertissement",
               apart("cell", "warning", "known", "first_n"), -1, "level", 0.02, main=False),
    ),
    flip=Flip(Axis("parameter", "deterrence.strike", (0.3, 1.0, 1.6, 2.3, 3.0)),
              Axis("lever", "cell_days_assault", (2.0, 7.0, 10.0, 20.0, 30.0)),
              lambda: small().with_(levers=ladder("mediation")), lambda: small().with_(levers=ladder("cell")), "violence", 1,
              measure=figures, en="All violence, on inmates and staff: cell against mediation for eight reported cases of ten",
              fr="Toutes les violences\u202f: quartier disciplinaire ou médiation pour huit cas signalés sur dix"),
    how_en="Threats and assaults between two people who are both to stay another three months are taken from ordinary lives of"
           " a prison; each is lived again three times, answered by a warning, by the disciplinary cell, by mediation. The"
           " lives are the same to the bit up to the incident: no selection, no return to the mean. Refuted if the aggressor"
           " is violent as often or less often after the cell. The model assumes that a hard sanction is harder to find fair;"
           " what is tested is whether it survives deterrence and the days during which he can hit nobody.",
    how_fr="Des menaces et des agressions entre deux personnes qui doivent rester encore trois mois sont tirées de la vie"
           " ordinaire d’un établissement\u202f; chacune est revécue trois fois\u202f: avertissement, quartier disciplinaire,"
           " médiation. Jusqu’à l’incident, les trois vies sont identiques au bit près\u202f: ni sélection, ni retour à la"
           " moyenne. Réfuté si l’auteur n’est pas plus souvent violent après le quartier disciplinaire. Le modèle suppose"
           " qu’une sanction dure est plus difficile à trouver juste\u202f; on teste si cela résiste à la dissuasion et aux"
           " jours pendant lesquels il ne peut frapper personne.",
    ask_en="Think of one fight you reported. Had the same two people got another answer, what would you have seen three months"
           " later?",
    ask_fr="Pensez à une bagarre que vous avez signalée. Si les deux mêmes personnes avaient reçu une autre réponse,"
           " qu’auriez-vous vu trois mois plus tard\u202f?",
)
