"""C7: always on the look-out: fear feeds violence. Fear switched off, low and high."""

from __future__ import annotations

from ..studies.experiment import Arm
from .claim import Axis, Claim, Effect, Flip
from .dose import change, gap
from .figures import figures
from .prison import posture, small

FLOOR = {"low": 0.05, "high": 0.3}
"""Fear that detention leaves in everyone, ends of the plausible range."""


def _off(base):
    return base.with_(switches={"fear": False})


def _arms() -> list[Arm]:
    return [Arm("as_is", posture()), Arm("off", _off(posture())),
            *(Arm(name, posture(), {"fear.floor": floor}) for name, floor in FLOOR.items())]


FEAR = Claim(
    key="C07",
    en="Inmates always on the look-out: fear feeds violence",
    fr="Des personnes détenues toujours aux aguets\u202f: la peur nourrit la violence",
    mechanisms=("fear",), arms=_arms, measure=figures, varies=("switches.fear", "parameters.fear.floor"),
    effects=(
        Effect("C07.on", "Assaults between inmates, fear as it is against no fear at work",
               "Agressions entre personnes détenues, la peur telle qu’elle est plutôt que sans effet",
               change("as_is", "off", "assaults"), 1, least=0.10),
        Effect("C07.dose", "Assaults between inmates, much fear against little",
               "Agressions entre personnes détenues, beaucoup de peur plutôt que peu",
               change("high", "low", "assaults"), 1, least=0.10),
        Effect("C07.talk", "Share of frictions settled, much fear against little",
               "Part des frictions réglées, beaucoup de peur plutôt que peu",
               gap("high", "low", "settled_share"), -1, "share", 0.02, main=False),
        Effect("C07.seen", "Share of assaults that staff recorded, much fear against little",
               "Part des agressions consignées par le personnel, beaucoup de peur plutôt que peu",
               gap("high", "low", "recorded_share"), -1, "share", 0.02, main=False),
        Effect("C07.tension", "Tension, much fear against little", "Tension, beaucoup de peur plutôt que peu",
               gap("high", "low", "tension"), 1, "level", 0.02, main=False),
    ),
    flip=Flip(Axis("parameter", "tension.fear", (0.1, 0.2, 0.3, 0.4, 0.5)),
              Axis("parameter", "daily_life.fear_stays", (0.2, 0.4, 0.6, 0.75, 0.9)),
              lambda: Arm("low", small(), {"fear.floor": FLOOR["low"]}),
              lambda: Arm("high", small(), {"fear.floor": FLOOR["high"]}), "assaults", 1,
              en="Assaults between inmates: much fear against little",
              fr="Agressions entre personnes détenues\u202f: beaucoup de peur comparée à peu"),
    how_en="Fear as it is; fear without any effect on what people do; little and much fear in everyone. The model lets fear"
           " act both ways: the fearful strike first and fall silent, but they also stay in their cells, give way and keep out"
           " of sight. Which wins is not assumed. Refuted if assaults are as many without it, or as many where there is much"
           " of it.",
    how_fr="La peur telle qu’elle est\u202f; une peur sans effet sur les conduites\u202f; peu, puis beaucoup de peur chez"
           " chacun. Dans le modèle, la peur agit dans les deux sens\u202f: elle fait frapper d’abord et se taire, mais aussi"
           " rester en cellule, céder, éviter. Rien ne suppose quel sens l’emporte. Réfuté si les agressions sont aussi"
           " nombreuses sans elle, ou là où elle est forte.",
    ask_en="The one who never leaves his cell: is he a danger, or is he in danger? What would make him come out?",
    ask_fr="Celui qui ne sort jamais de sa cellule\u202f: est-il dangereux, ou en danger\u202f? Qu’est-ce qui le ferait"
           " sortir\u202f?",
)
