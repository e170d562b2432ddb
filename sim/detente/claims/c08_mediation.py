"""C8: relational mediation lowers violence. Sessions a week, from none to enough, the ladder of answers unchanged."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import change, level, trend
from .figures import figures
from .prison import posture, small

SESSIONS = {"none": 0.0, "half": 0.5, "one": 1.0, "two": 2.0, "four": 4.0}
"""Sessions a week for 100 inmates."""


def _arms() -> list[Arm]:
    base = posture("dynamic")
    arms = [Arm(name, base.with_(levers={"mediation_sessions": n})) for name, n in SESSIONS.items()]
    return [*arms, Arm("open", base.with_(levers={"mediation_sessions": 4.0, "mediation_referrers": "everyone"}))]


MEDIATION = Claim(
    key="C08",
    en="Relational mediation lowers violence",
    fr="La médiation relationnelle fait baisser la violence",
    mechanisms=("mediation",), arms=_arms, measure=figures,
    varies=("levers.mediation_sessions", "levers.mediation_referrers"),
    effects=(
        Effect("C08.assaults", "Assaults between inmates, from no session to four a week for 100 people",
               "Agressions entre personnes détenues, d’aucune séance à quatre par semaine pour 100 personnes",
               trend(SESSIONS, "assaults"), -1, least=0.10),
        Effect("C08.again", "Violent again within 90 days, from no session to four a week for 100 people",
               "Nouvelle violence dans les 90 jours, d’aucune séance à quatre par semaine pour 100 personnes",
               trend(SESSIONS, "again_90"), -1, least=0.10, main=False),
        Effect("C08.accepted", "Share of mediations offered that both accept, with two sessions: more than half",
               "Part des médiations proposées que les deux acceptent, avec deux séances\u202f: plus de la moitié",
               level("two", "mediation_accepted"), 1, "share", main=False, beyond=0.5, contrast=False),
        Effect("C08.agreed", "Share of mediations held that end in agreement, with two sessions: more than half",
               "Part des médiations tenues qui aboutissent à un accord, avec deux séances\u202f: plus de la moitié",
               level("two", "mediation_agreed"), 1, "share", main=False, beyond=0.5, contrast=False),
        Effect("C08.taken", "Mediations held when sessions double from two to four: whether places are still taken up",
               "Médiations tenues quand les séances doublent de deux à quatre\u202f: si les places trouvent encore preneur",
               change("four", "two", "mediations_held"), 1, least=0.10, main=False),
        Effect("C08.open", "Assaults between inmates, four sessions and anybody may bring a quarrel, against no session",
               "Agressions entre personnes détenues, quatre séances et conflits apportés par tous, plutôt qu’aucune séance",
               change("open", "none", "assaults"), -1, least=0.10, main=False),
    ),
    flip=Flip(Axis("lever", "response.assault.mediation", (0.1, 0.2, 0.4, 0.6, 0.8)),
              Axis("parameter", "mediation.willing", (-0.2, 0.3, 0.8, 1.3, 1.8)),
              lambda: small("dynamic").with_(levers={"mediation_sessions": 0.0}),
              lambda: small("dynamic").with_(levers={"mediation_sessions": 4.0}), "assaults", -1,
              en="Assaults between inmates: four sessions a week for 100 people against none",
              fr="Agressions entre personnes détenues\u202f: quatre séances par semaine pour 100 personnes comparées à aucune"),
    how_en="The dynamic posture with no, a half, one, two and four sessions a week for 100 people. The ladder refers as many"
           " cases in all five; where there is no session left, the person gets a warning. Sessions take officers' minutes;"
           " either person may refuse, talks may fail, agreements may be broken. The model assumes that an agreement dissolves"
           " part of the grudge; what is tested is whether enough quarrels pass through mediation to be seen in the violence"
           " of the whole prison. One arm more lets anybody bring a quarrel. Refuted if assaults fall by less than a tenth.",
    how_fr="La posture dynamique avec zéro, une demie, une, deux et quatre séances par semaine pour 100 personnes. L’échelle"
           " de réponses oriente autant de cas dans les cinq\u202f; sans séance disponible, la personne reçoit un"
           " avertissement. Les séances prennent des minutes de surveillants\u202f; chacun peut refuser, la médiation peut"
           " échouer, l’accord être rompu. Le modèle suppose qu’un accord dissout une part de la rancune\u202f; on teste si"
           " assez de conflits passent en médiation pour que cela se voie dans la violence de tout l’établissement. Un essai"
           " de plus laisse quiconque apporter un conflit. Réfuté si les agressions baissent de moins d’un dixième.",
    ask_en="Of ten fights you know of, how many began with a quarrel that mediation could have reached in time?",
    ask_fr="Sur dix bagarres que vous connaissez, combien viennent d’un conflit que la médiation aurait pu traiter à"
           " temps\u202f?",
)
