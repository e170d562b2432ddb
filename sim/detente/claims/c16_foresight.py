"""C16: officers see risk; assessing it with them is better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..outcomes import summarise
from ..outcomes.facts import NAN
from ..outcomes.foresight import BLOWS, leaning, noticed, present, records
from ..outcomes.prediction import Score, auc
from ..studies.experiment import Arm, live
from ..studies.walk import walk
from .claim import Axis, Claim, Effect, Flip
from .dose import gap, level
from .prison import posture, small

WEEK, QUARTER = 7, 91
LEARNT, JUDGED = (91, 182), (273, 364)
"""Days from which the scores of a quarter are fitted, and those from which they are judged; a week's, on all weeks between."""
DAYS = JUDGED[-1] + QUARTER
AREAS = ("records", "with", "noticed", "leaning", "file")


@dataclass
class Look:
    """Those present on a day: what is known of each."""

    day: int
    pid: np.ndarray = field(repr=False)
    noticed: np.ndarray = field(repr=False)
    records: np.ndarray = field(repr=False)
    leaning: np.ndarray = field(repr=False)
    true: np.ndarray = field(repr=False)


def _looks(scenario, seed: int, parameters: Mapping[str, float]):
    """A look a week, and the run at its end."""
    looks = []
    for run in walk(scenario, seed, parameters, range(WEEK, DAYS, WEEK)):
        x = present(run)
        if run.days < DAYS:
            looks.append(Look(run.days, x.pid.copy(), noticed(run), records(run, QUARTER), leaning(run), x.assessed.copy()))
    return looks, run


def _notes(looks: Sequence[Look]) -> list[np.ndarray]:
    """What officers noticed of each person present: mean over the weekly looks of the last quarter in which he was there."""
    people = np.unique(np.concatenate([x.pid for x in looks]))
    seen, sums = np.zeros((len(looks) + 1, len(people))), np.zeros((len(looks) + 1, len(people)))
    for k, x in enumerate(looks):
        at = np.searchsorted(people, x.pid)
        seen[k + 1, at], sums[k + 1, at] = 1.0, x.noticed
    seen, sums = seen.cumsum(axis=0), sums.cumsum(axis=0)
    out = []
    for k, x in enumerate(looks):
        at, first = np.searchsorted(people, x.pid), max(0, k + 1 - QUARTER // WEEK)
        out.append((sums[k + 1, at] - sums[first, at]) / np.maximum(1.0, seen[k + 1, at] - seen[first, at]))
    return out


@dataclass
class Group:
    """People on some days, with what became of them in the window that followed."""

    file: np.ndarray = field(repr=False)
    notes: np.ndarray = field(repr=False)
    leaning: np.ndarray = field(repr=False)
    true: np.ndarray = field(repr=False)
    event: np.ndarray = field(repr=False)


def _group(looks: Sequence[Look], notes: Sequence[np.ndarray], days: Sequence[int], window: int, run) -> Group:
    """Those violent within the window, and those still present at its end: of the others nothing can be told."""
    log = run.log[np.isin(run.log.kind, BLOWS)]
    parts: list[tuple[np.ndarray, ...]] = []
    for k, x in enumerate(looks):
        if x.day not in days:
            continue
        event = np.isin(x.pid, log.a_pid[(log.day >= x.day) & (log.day < x.day + window)])
        later = k + window // WEEK
        keep = event | np.isin(x.pid, looks[later].pid if later < len(looks) else present(run).pid)
        parts.append((x.records[keep], notes[k][keep], x.leaning[keep], x.true[keep], event[keep]))
    return Group(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _areas(learnt: Group, judged: Group) -> dict[str, float]:
    """Areas under the curve in the judged group, of scores fitted in the learnt one."""
    if learnt.event.sum() < 3 or judged.event.sum() < 3:
        return dict.fromkeys((*AREAS, "gain"), NAN)
    alone = Score(learnt.file, learnt.event)(judged.file)
    together = Score(np.column_stack([learnt.file, learnt.notes]), learnt.event)(np.column_stack([judged.file, judged.notes]))
    blend = judged.true * _unit(judged.leaning) + (1.0 - judged.true) * _unit(alone)
    out = dict(zip(AREAS, (auc(x, judged.event) for x in (alone, together, judged.notes, judged.leaning, blend)), strict=True))
    return out | {"gain": out["with"] - out["records"]}


def _unit(x: np.ndarray) -> np.ndarray:
    return (x - x.mean()) / (x.std() or 1.0)


@live
def measure(scenario, seed: int, parameters: Mapping[str, float]) -> dict[str, float]:
    """All measures; areas under the curve of the blows of the next quarter (``quarter_``) and week (``week_``)."""
    looks, run = _looks(scenario, seed, parameters)
    notes = _notes(looks)
    out = summarise(run)
    for word, window, learnt, judged in (
            ("quarter", QUARTER, LEARNT, JUDGED),
            ("week", WEEK, range(LEARNT[0], JUDGED[0], WEEK), range(JUDGED[0], DAYS, WEEK))):
        found = _areas(_group(looks, notes, learnt, window, run), _group(looks, notes, judged, window, run))
        out |= {f"{word}_{name}": value for name, value in found.items()}
    return out


def _prison(relation: float = 0.35):
    return posture().with_(levers={"relation_share": relation}, horizon_days=DAYS)


def _smaller():
    return small().with_(horizon_days=DAYS)


def _arms() -> list[Arm]:
    return [Arm("alone", _prison(), {"probation.shared": 0.0}), Arm("shared", _prison(), {"probation.shared": 1.0}),
            Arm("silent", _prison(0.05)), Arm("talking", _prison(0.8))]


FORESIGHT = Claim(
    key="C16",
    en="Officers see the risk of violence coming: it is better analysed with them",
    fr="Les surveillants voient venir le risque de violence\u202f: il s’analyse mieux avec eux",
    mechanisms=("knowledge", "probation", "legitimacy"),
    arms=_arms, measure=measure, varies=("levers.relation_share", "parameters.probation.shared"),
    effects=(
        Effect("C16.gain",
               "Area under the ROC curve, violence of the next three months: records and officers' notes, less records"
               " alone",
               "Aire sous la courbe ROC, violences des trois mois suivants\u202f: dossier et remarques des agents, moins"
               " le dossier seul", level("shared", "quarter_gain"), 1, "level", 0.02, contrast=False),
        Effect("C16.week", "The same for the violence of the next week", "De même pour les violences de la semaine suivante",
               level("shared", "week_gain"), 1, "level", 0.02, main=False, contrast=False),
        Effect("C16.notes", "Officers' notes alone, next week: area under the curve, above the 0.5 of chance",
               "Remarques des agents seules, semaine suivante\u202f: aire sous la courbe, au-delà du 0,5 du hasard",
               level("shared", "week_noticed"), 1, "level", 0.05, main=False, beyond=0.5, contrast=False),
        Effect("C16.records", "Records alone, next three months: area under the curve, above the 0.5 of chance",
               "Dossier seul, trois mois suivants\u202f: aire sous la courbe, au-delà du 0,5 du hasard",
               level("shared", "quarter_records"), 1, "level", 0.05, main=False, beyond=0.5, contrast=False),
        Effect("C16.dialogue", "Officers' notes alone, next week (area): much dialogue against hardly any",
               "Remarques des agents seules, semaine suivante (aire)\u202f: beaucoup de dialogue comparé à presque aucun",
               gap("talking", "silent", "week_noticed"), 1, "level", 0.02, main=False),
        Effect("C16.file",
               "Assessment on file, as true as counsellors make it, next three months (area): made with officers against"
               " without",
               "Évaluation au dossier, aussi juste que la font les conseillers, trois mois suivants (aire)\u202f: avec les"
               " agents comparée à sans eux", gap("shared", "alone", "quarter_file"), 1, "level", 0.01, main=False),
        Effect("C16.assaults", "Assaults between inmates: assessments made with officers against without",
               "Agressions entre personnes détenues\u202f: évaluations faites avec les agents comparées à sans eux",
               gap("shared", "alone", "assaults"), -1, "per_1000", 5.0, main=False),
    ),
    flip=Flip(Axis("lever", "relation_share", (0.05, 0.25, 0.45, 0.65, 0.85)),
              Axis("parameter", "knowledge.half_life", (7.0, 15.0, 25.0, 40.0, 60.0)),
              lambda: _smaller().with_(switches={"knowledge": False}), _smaller, "quarter_gain", 1,
              en="Gain in area under the curve, next three months: officers who keep what they notice against officers who"
                 " keep nothing",
              fr="Gain d’aire sous la courbe, trois mois suivants\u202f: agents qui gardent ce qu’ils remarquent comparés à"
                 " agents qui n’en gardent rien"),
    how_en="In a maison d'arrêt of 600, two scores are fitted to the violence of the three months after days 91 and 182,"
           " and judged on that after days 273 and 364: one from the file alone (age, earlier violence and terms, reports),"
           " one from the file and officers' notes of the last three months. What they may note, week by week, is the"
           " model's own rule for early warnings: tension and the worst grudge above a mark, as far as they know the"
           " person; it is assumed that they see nothing else. Whether such signs foretell violence is what is tested. The"
           " claim is refuted if the second score foresees no better. The assessment on file nears the true leaning by"
           " assumption, so its gain is shown beside, not judged; nothing in the model acts on it. Averages only: no score"
           " is meant for a person.",
    how_fr="Dans une maison d’arrêt de 600 personnes, deux scores sont ajustés aux violences des trois mois qui suivent les"
           " jours 91 et 182, puis jugés sur celles qui suivent les jours 273 et 364\u202f: l’un tiré du seul dossier (âge,"
           " violences et peines antérieures, comptes rendus), l’autre du dossier et des remarques des agents depuis trois"
           " mois. Ce qu’ils peuvent noter, semaine après semaine, suit la règle du modèle pour l’alerte précoce\u202f: la"
           " tension et la pire rancune au-delà d’un seuil, pour autant qu’ils connaissent la personne\u202f; on suppose"
           " qu’ils ne voient rien d’autre. Que de tels signes annoncent la violence, voilà ce qui est testé. L’affirmation"
           " est réfutée si le second score ne prévoit pas mieux. L’évaluation au dossier s’approche de la tendance réelle"
           " par hypothèse\u202f: son gain est montré à côté, sans être jugé\u202f; rien dans le modèle n’agit d’après"
           " elle. Ce sont des moyennes\u202f: aucun score ne vise une personne.",
    ask_en="What do officers of a landing know of next week's troubles that no file holds, and who asks them for it?",
    ask_fr="Que savent les surveillants d’une coursive des ennuis de la semaine prochaine qu’aucun dossier ne contient, et"
           " qui le leur demande\u202f?",
)
