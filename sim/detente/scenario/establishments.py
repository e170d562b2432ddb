"""The 186 French establishments of 1 July 2026, by name. Only the csv module is needed here.

Where the national table is silent, something documented is assumed and said in ``Establishment.note``:

- inmates withheld (statistical secrecy): places times the national density of the quarter type;
- no place open and no inmate on the day (Belfort): its official places, filled to that density;
- no places printed (Vendin-le-Vieil): inmates divided by that density;
- fewer than ten places: raised to ten, the smallest prison that is modelled, at the same density.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from ..errors import DetenteError, Said, said
from . import words
from .schema import MIN_CAPACITY, TYPE_WORDS, Establishment, default_wings

DATA = Path(__file__).resolve().parents[1] / "data"
_QUARTERS = {"MA/QMA": 0, "EPM": 0, "EPSN": 0, "CD/QCD": 1, "CSL/QSL": 1, "SAS": 1, "CNE": 1, "MC/QMC": 2}
_CODES = {"MA": 0, "CD": 1, "MC": 2}
DENSITIES = (1.745, 0.998, 0.961)  # by type; national, 1 July 2026 (evidence A-DENS-TYPE26)
_TYPE_NAMES = (("centre de semi liberte", "csl"), ("etablissement pour mineurs", "epm"),
               ("etablissement penitentiaire pour mineurs", "epm"), ("maison d arret", "ma"), ("maison arret", "ma"),
               ("centre de detention", "cd"), ("centre penitentiaire", "cp"), ("maison centrale", "mc"))
_SMALL_WORDS = frozenset("de d du des la le les l sur sous en et prison etablissement".split())
_SPECIAL = {"EPM": said("a prison for minors: the model describes adults"),
            "CSL": said("a semi-liberty centre: the model describes closed detention")}


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, ``saint`` as ``st``: what two spellings of a name share."""
    flat = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).casefold()
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    flat = " ".join(re.findall(r"[a-z0-9]+", flat))
    flat = re.sub(r"\bsaint(e?)\b", r"st\1", flat)
    for long, code in _TYPE_NAMES:
        flat = re.sub(rf"\b{long}\b", code, flat)
    return flat


def _tokens(text: str) -> frozenset[str]:
    return frozenset(fold(text).split()) - _SMALL_WORDS


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _count(text: str | None) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Establishment, str], ...]:
    """Every establishment with the town it stands in."""
    quarters = defaultdict(list)
    for row in _read("establishments_fr.csv"):
        quarters[row["name"]].append(row)
    sites = _read("establishments_fr_by_site.csv")
    return tuple((_establishment(site, quarters[site["name"]], number), site["city"])
                 for number, site in enumerate(sites, 1))


def _majority(rows: list[dict[str, str]]) -> int:
    """Type of most places (then of most inmates) among the quarters."""
    weight: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        code = _QUARTERS.get(row["quartier_type"], 0)
        weight[code][0] += _count(row["operational_capacity"]) or 0
        weight[code][1] += _count(row["inmates_present"]) or 0
    return max(sorted(weight), key=lambda code: weight[code])


def _establishment(site: dict[str, str], rows: list[dict[str, str]], uid: int) -> Establishment:
    sort = site["establishment_type_code"]
    code = _CODES[sort] if sort in _CODES else _majority(rows)
    notes = [_SPECIAL[sort]] if sort in _SPECIAL else []
    capacity = _count(site["operational_capacity"]) or 0
    inmates = _count(site["inmates_present"]) or 0
    if not capacity and not inmates:
        capacity = _count(site["capacity_norme_circulaire"]) or MIN_CAPACITY
        inmates = round(capacity * DENSITIES[code])
        notes.append(said("closed on that day; taken as its {places} official places and {inmates} inmates by the national "
                          "density", places=capacity, inmates=inmates))
    elif site["inmates_incomplete"]:
        counts = [(_count(row["operational_capacity"]) or 0, _count(row["inmates_present"]),
                   DENSITIES[_QUARTERS.get(row["quartier_type"], 0)]) for row in rows]
        inmates = round(sum(places * density if held is None else held for places, held, density in counts))
        notes.append(said("its inmates are not all printed (statistical secrecy); taken as {inmates} by the national "
                          "density of its quarters", inmates=inmates))
    if not capacity:
        capacity = round(inmates / DENSITIES[code])
        notes.append(said("its places are printed as 0 for {inmates} inmates; taken as {places} by the national density",
                          inmates=inmates, places=capacity))
    if capacity < MIN_CAPACITY:
        inmates = max(1, round(inmates / capacity * MIN_CAPACITY))
        notes.append(said("its {places} places are raised to {least}, the smallest prison modelled", places=capacity,
                          least=MIN_CAPACITY))
        capacity = MIN_CAPACITY
    return Establishment(site["name"], code, capacity, inmates, default_wings(capacity), uid, _together(notes))


def _together(notes: list[Said]) -> str:
    """Notes one after the other."""
    if len(notes) < 2:
        return notes[0] if notes else ""
    return said("{note}; {more}", note=notes[0], more=_together(notes[1:]))


def all_establishments() -> tuple[Establishment, ...]:
    """The 186 establishments, in the order of the national table (``uid`` 1 to 186)."""
    return tuple(place for place, _ in _table())


def find_establishment(text: str) -> Establishment:
    """The establishment meant by a name.

    Parameters
    ----------
    text : str
        Any spelling: ``MA LYON CORBAS``, ``Maison d'arrêt de Lyon-Corbas``, ``corbas``; a town alone will do
        if it has only one.

    Raises
    ------
    DetenteError
        Nothing matches (near names are suggested), or several do (they are listed).
    """
    wanted = fold(text[:200])
    if not wanted:
        raise DetenteError("the name of an establishment is expected", key="establishment", given=words.clip(text))
    table = _table()
    for same in (lambda place, city: fold(place.name) == wanted,
                 lambda place, city: _tokens(place.name) == _tokens(wanted),
                 lambda place, city: bool(_tokens(wanted)) and _tokens(wanted) <= _tokens(f"{place.name} {city}")):
        found = [place for place, city in table if same(place, city)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(text, found)
    raise DetenteError("no French establishment has this name", key="establishment", given=words.clip(text),
                       wish=_suggestion(wanted, table))


def _without_code(name: str) -> str:
    return fold(name).partition(" ")[2]


def _ambiguous(text: str, found: list[Establishment]) -> DetenteError:
    listed = ", ".join(place.name for place in found[:8]) + (", …" if len(found) > 8 else "")
    return DetenteError(said("{n} establishments match", n=len(found)), key="establishment", given=words.clip(text),
                        allowed=listed, wish="give the full name")


def _suggestion(wanted: str, table: tuple[tuple[Establishment, str], ...]) -> Said:
    names: dict[str, str] = {}
    for place, city in table:
        for spelling in (fold(city), _without_code(place.name), fold(place.name)):
            names[spelling.replace(" ", "_")] = place.name
    near = dict.fromkeys(names[key] for key in words.nearest(wanted, names, most=4))
    if near:
        return words.did_you_mean(near)
    return said("or describe one: `{lines}`", lines=f"establishment: {{type: {TYPE_WORDS[0]}, capacity: 424}}")
