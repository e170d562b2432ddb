"""C17: training and codified practice meet resistance, cost autonomy, and make staff more effective."""

from __future__ import annotations

import numpy as np

from ..outcomes import summarise
from ..outcomes.facts import Facts
from ..studies.experiment import Arm, Pool
from ..world.codes import STAFF_LEVELS, TALLIES
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .prison import small

START = 60
FIRST = slice(START, START + 180)   # the first half-year of the reform
LATER = slice(365, 730)             # the second year
PACKAGE = {"relation_share": 0.65, "training_respect": 0.6, "training_mediation": 0.6, "training_restorative": 0.2}
INVOLVED = {"imposed": 0.0, "usual": 0.3, "shared": 0.7, "built": 1.0}
ABUSE = ("staff_verbal", "staff_assaults")


def measure(run) -> dict[str, float]:
    """All measures; levels of staff and abuse in the first half-year of the reform (``first_``) and in the second year."""
    f = Facts(run)
    out = summarise(f)
    for word, days in (("first", FIRST), ("later", LATER)):
        part = f.series[days]
        for k, name in enumerate(STAFF_LEVELS):
            out[f"{word}_{name}"] = float(part.staff[:, k].mean()) if len(part) else float("nan")
        years = part.tally[:, TALLIES.index("inmate_days")].sum() / 365.0
        for word_2, tallies in (("abuse", ABUSE), ("assaults", ("assaults",)), ("blocked", ("reform_blocked",))):
            count = sum(part.tally[:, TALLIES.index(name)].sum() for name in tallies)
            out[f"{word}_{word_2}"] = 1000.0 * float(count) / years if years else float("nan")
    return out


def _prison(involved: float, reformed: bool):
    changes = [{"lever": name, "to": value, "from_day": START} for name, value in PACKAGE.items()]
    return small().with_(levers={"staff_involvement": involved}, horizon_days=730, changes=changes if reformed else [])


def _arms() -> list[Arm]:
    return [Arm("none", _prison(INVOLVED["usual"], False)),
            *(Arm(name, _prison(involved, True)) for name, involved in INVOLVED.items())]


def _tipping(pool: Pool) -> float:
    """Involvement from which the reform leaves less resistance in its second year than no reform; 1 if it never does."""
    shares = np.array(list(INVOLVED.values()))
    above = np.array([pool.mean(name, "later_resistance") for name in INVOLVED]) - pool.mean("none", "later_resistance")
    if above[0] <= 0.0:
        return 0.0
    for k in range(1, len(shares)):
        if above[k] <= 0.0:
            return float(shares[k - 1] + (shares[k] - shares[k - 1]) * above[k - 1] / (above[k - 1] - above[k]))
    return 1.0


REFORM = Claim(
    key="C17",
    en="Training that codifies relations costs officers autonomy and meets resistance at first, but makes their action more"
       " effective",
    fr="La formation, qui codifie la relation, coûte de l’autonomie aux surveillants et rencontre d’abord des résistances,"
       " mais rend leur action plus efficace",
    mechanisms=("training", "stress", "climate", "legitimacy", "staff_violence"),
    arms=_arms, measure=measure, varies=("levers.staff_involvement", "changes"),
    effects=(
        Effect("C17.effective",
               "Insults and blows to staff in the second year: reform as usually made (0.3) against none, relative change",
               "Insultes et coups contre le personnel, deuxième année\u202f: réforme menée comme d’habitude (0,3) comparée"
               " à aucune, variation relative", change("usual", "none", "later_abuse"), -1, "share", 0.05),
        Effect("C17.resisted", "Resistance of staff in the first half-year: reform as usually made against none",
               "Résistance du personnel, premier semestre\u202f: réforme menée comme d’habitude comparée à aucune",
               gap("usual", "none", "first_resistance"), 1, "level", 0.01),
        Effect("C17.yields", "Resistance of staff in the second year: reform as usually made against none",
               "Résistance du personnel, deuxième année\u202f: réforme menée comme d’habitude comparée à aucune",
               gap("usual", "none", "later_resistance"), -1, "level", 0.01, main=False),
        Effect("C17.stress", "Stress in the first half-year, a sign of autonomy lost: reform as usually made against none",
               "Stress au premier semestre, signe d’autonomie perdue\u202f: réforme menée comme d’habitude comparée à aucune",
               gap("usual", "none", "first_stress"), 1, "level", 0.01, main=False),
        Effect("C17.satisfaction", "Satisfaction in the first half-year, another sign: reform as usually made against none",
               "Satisfaction au premier semestre, autre signe\u202f: réforme menée comme d’habitude comparée à aucune",
               gap("usual", "none", "first_satisfaction"), -1, "level", 0.01, main=False),
        Effect("C17.built",
               "Insults and blows to staff in the second year: reform built with staff (1) against imposed (0), relative",
               "Insultes et coups contre le personnel, deuxième année\u202f: réforme construite avec le personnel (1)"
               " comparée à imposée (0), variation relative",
               change("built", "imposed", "later_abuse"), -1, "share", 0.05, main=False),
        Effect("C17.skill", "Relational skill in the second year: built with staff against imposed",
               "Savoir-faire relationnel, deuxième année\u202f: construite avec le personnel comparée à imposée",
               gap("built", "imposed", "later_skill_respect"), 1, "level", 0.02, main=False),
        Effect("C17.tipping", "Part of staff in the reform from which it leaves less resistance than no reform (1: never)",
               "Part prise par le personnel à partir de laquelle la réforme laisse moins de résistance que son absence"
               " (1\u202f: jamais)",
               _tipping, -1, "share", 0.05, main=False, beyond=1.0, contrast=False),
    ),
    flip=Flip(Axis("lever", "staff_involvement", (0.0, 0.25, 0.5, 0.75, 1.0)),
              Axis("parameter", "stress.convince", (0.003, 0.008, 0.015, 0.022, 0.03)),
              lambda: _prison(INVOLVED["usual"], False), lambda: _prison(INVOLVED["usual"], True), "later_resistance", -1,
              en="Resistance of staff in the second year: with the reform against without",
              fr="Résistance du personnel, deuxième année\u202f: avec la réforme comparée à sans"),
    how_en="Two years of a maison d'arrêt of 300. On day 60 a reform begins: officers' free minutes go to relation (0.35 to"
           " 0.65) and six officers in ten are to follow the Respect and mediation modules, as courses have places. It is"
           " the same reform each time; only the part that staff take in it differs, from imposed (0) to built with them"
           " (1); one prison has none. The model assumes that an imposed change is resisted and that what works convinces;"
           " it has no state called autonomy, so its loss is read in stress and satisfaction. What is tested is whether the"
           " resistance outweighs the skill. The claim is refuted if staff are insulted and struck as often in the second"
           " year, or if nobody resists at first.",
    how_fr="Deux ans d’une maison d’arrêt de 300 personnes. Au jour 60 commence une réforme\u202f: les minutes disponibles"
           " vont à la relation (de 0,35 à 0,65) et six agents sur dix doivent suivre les modules Respect et médiation, au"
           " rythme des places. C’est chaque fois la même réforme\u202f; seule diffère la part qu’y prend le personnel,"
           " d’imposée (0) à construite avec lui (1)\u202f; une prison n’en a pas. Le modèle suppose qu’un changement"
           " imposé suscite la résistance et que la réussite convainc\u202f; il n’a pas d’état nommé autonomie, dont la"
           " perte se lit dans le stress et la satisfaction. On teste si la résistance l’emporte sur le savoir-faire."
           " L’affirmation est réfutée si le personnel est autant insulté et frappé la deuxième année, ou si personne ne"
           " résiste au début.",
    ask_en="Which rule of your service would you never have accepted from above, and now defend because you helped to write"
           " it?",
    ask_fr="Quelle règle de votre service n’auriez-vous jamais acceptée d’en haut, et défendez-vous pour avoir aidé à"
           " l’écrire\u202f?",
)
