"""What a decomposition can switch off: a mechanism, several, or the part of one that some parameters carry.

M10 holds two opposite things behind one switch, so they are told apart by the parameters that carry each: deterrence proper is
the effect of perceived risk on blows and rule-breaking, defiance is what an unjust sanction breeds and its effect.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import DetenteError, said
from ..mechanisms import MECHANISMS, PARAMETERS, SWITCHES


@dataclass(frozen=True)
class Player:
    """Something that is on or off.

    Attributes
    ----------
    key : str
    en, fr : str
        A few words.
    switches : tuple of str
        Mechanisms off when the player is.
    zeros : tuple of str
        Parameters at zero when the player is off.
    """

    key: str
    en: str
    fr: str
    switches: tuple[str, ...] = ()
    zeros: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """In a language."""
        return self.en if lang == "en" else self.fr


NAMED: tuple[Player, ...] = (
    Player("incapacitation", "Incapacitation (M11)", "Neutralisation (M11)", ("incapacitation",)),
    Player("deterrence", "Deterrence proper (M10)", "Dissuasion proprement dite (M10)", (),
           ("deterrence.strike", "deterrence.breach")),
    Player("defiance", "Defiance (M10)", "Défiance (M10)", (), ("deterrence.defiance", "deterrence.unfair")),
    Player("legitimacy", "Legitimacy (M9)", "Légitimité (M9)", ("legitimacy",)),
    Player("knowledge", "What officers know (M12)", "Ce que savent les surveillants (M12)", ("knowledge",)),
    Player("repair", "Mediation, facilitators, restorative justice (M13, M14, M16)",
           "Médiation, facilitateurs, justice restaurative (M13, M14, M16)", ("mediation", "facilitators", "restorative")),
    Player("staff", "Training and stress of staff (M18, M19, M25)", "Formation et stress du personnel (M18, M19, M25)",
           ("stress", "training", "climate")),
    Player("feedback", "Fear, grudges, status (M6, M7, M8)", "Peur, rancunes, statut (M6, M7, M8)",
           ("fear", "grudge", "status")),
)
USUAL = NAMED[:7]
"""The players of a decomposition unless others are asked for."""

EVERY = "all"
_PLUS = re.compile(r"\s*\+\s*")


def _of_mechanisms() -> dict[str, Player]:
    found: dict[str, Player] = {}
    for m in MECHANISMS:
        if m.switchable:
            en, fr = (f"{re.split('[:,;]', text)[0].strip()} ({m.id})" for text in (m.en, m.fr))
            found[m.id.lower()] = Player(m.key, en, fr, (m.key,))
    return found


def player(name: str) -> Player:
    """A player by name: one of `NAMED`, a switch, the number of a mechanism (``M10``: the whole of it), a parameter that may
    be zero, or several joined by ``+``.

    Raises
    ------
    DetenteError
        No such mechanism or parameter, or a parameter for which zero has no meaning.
    """
    parts = _PLUS.split(name.strip())
    if len(parts) > 1:
        return _joined([player(part) for part in parts])
    word = parts[0]
    named = {x.key: x for x in NAMED}
    if word in named:
        return named[word]
    by_number = _of_mechanisms()
    if word.lower() in by_number:
        return by_number[word.lower()]
    if word in SWITCHES:
        return next(x for x in by_number.values() if x.key == word)
    if word in PARAMETERS:
        x = PARAMETERS[word]
        if not x.low <= 0.0 <= x.high:
            raise DetenteError("zero is no value of this parameter, so it cannot be switched off", key=word)
        return Player(word, f"{x.en} ({word})", f"{x.fr} ({word})", (), (word,))
    from ..scenario import words

    known = (*named, *SWITCHES, *PARAMETERS)
    raise DetenteError("there is no such mechanism, group or parameter to switch off", key="mechanisms", given=words.clip(word),
                       allowed=said("a switch, M1 to M25, {groups}, or a parameter", groups=", ".join(named)),
                       wish=words.wish(word, known))


def _joined(several: Sequence[Player]) -> Player:
    return Player("+".join(x.key for x in several), " + ".join(x.en for x in several), " + ".join(x.fr for x in several),
                  tuple(dict.fromkeys(s for x in several for s in x.switches)),
                  tuple(dict.fromkeys(z for x in several for z in x.zeros)))


def players(names: Sequence[str] | None) -> tuple[Player, ...]:
    """Players by name, `USUAL` if none is given, `NAMED` for ``all``.

    Raises
    ------
    DetenteError
        As `player`; or two players that switch off the same thing.
    """
    chosen = USUAL if not names else NAMED if list(names) == [EVERY] else tuple(player(name) for name in names)
    seen: dict[str, str] = {}
    for x in chosen:
        for part in (*x.switches, *x.zeros):
            if part in seen:
                raise DetenteError(said("`{a}` and `{b}` would both switch off `{part}`", a=seen[part], b=x.key, part=part),
                                   key="mechanisms")
            seen[part] = x.key
    return chosen
