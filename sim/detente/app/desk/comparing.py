"""What a comparison is asked to be, checked; and what its process is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import asked, limits
from .arms import scenarios
from .files import as_files, command, file_names
from .refuse import Refused

if TYPE_CHECKING:
    from ...scenario.schema import Scenario

KEYS = ("arms", "establishment", "horizon_days", "seeds", "seed", "uncertainty", "draws", "people")
KINDS = ("default", "posterior", "prior")


def comparison(found: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Spec of the process, and what the server keeps.

    Raises
    ------
    Refused, DetenteError
        What is asked cannot be granted.
    """
    arms, place, days, seed, people = question(found, 2)
    seeds, kind, draws = how_many(found)
    made, _ = scenarios(arms, place, days, seed, people)
    must_be_doable(made, seeds * draws)
    names = file_names(arms, made)
    spec = {"kind": "compare", "arms": [{"tree": x.resolved(), "name": x.name} for x in made], "seeds": seeds,
            "uncertainty": kind, "draws": draws, "command": command(names, seeds, kind, draws, seed)}
    return spec, {"arms": len(made), "names": names}


def question(found: dict[str, Any], least: int) -> tuple[list[asked.Arm], str | None, int, int, int | None]:
    """Options, establishment, days, seed and people of a comparison."""
    asked.only(found, *KEYS)
    return (asked.arms(found, least, limits.ARMS), asked.establishment(found),
            asked.whole(found, "horizon_days", 1, limits.DAYS, 365), asked.whole(found, "seed", 0, limits.MOST_SEED, 1),
            asked.people(found, limits.INMATES))


def how_many(found: dict[str, Any]) -> tuple[int, str, int]:
    """Seeds, which uncertainty, draws."""
    kind = asked.word(found, "uncertainty", KINDS, "default")
    draws = asked.whole(found, "draws", 2, limits.DRAWS, 24) if kind != "default" else 1
    return asked.whole(found, "seeds", 2, limits.SEEDS, 20), kind, draws


def written(found: dict[str, Any]) -> dict[str, Any]:
    """The same question as files and the command that takes them.

    Raises
    ------
    Refused, DetenteError
        What is asked cannot be granted.
    """
    arms, place, days, seed, people = question(found, 1)
    files = as_files(arms, place, days, seed, people)
    return {"files": files, "command": command([x["name"] for x in files], *how_many(found), seed)}


def must_be_doable(made: list[Scenario], runs: int) -> None:
    """Refuse what would keep the machine for hours."""
    size = sum(x.establishment.inmates * (x.warmup_days + x.horizon_days) for x in made) * runs
    if size > limits.WORK:
        raise Refused(400, "work", key="seeds", given=size, allowed=limits.WORK)
