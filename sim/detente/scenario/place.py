"""Which prison, and how full: what several layers say of the establishment and of its occupancy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..declare.levers import BY_NAME
from ..errors import DetenteError, said, span
from .establishments import find_establishment
from .schema import MAX_INMATES, MIN_CAPACITY, TYPE_WORDS, Establishment, default_wings
from .tree import Layer, Setting

_NAMES = ("maison d’arrêt", "centre de détention", "maison centrale")


def resolve_place(layers: Sequence[Layer], file: str | None) -> tuple[Establishment, float]:
    """The establishment and the occupancy lever.

    A real establishment brings its inmates; so does ``inmates``. A lever ``occupancy`` set in the same file or in a
    later one asks instead: what if it were that full? A new ``capacity`` forgets the inmates and wings of the file
    extended.
    """
    real: Establishment | None = None
    parts: dict[str, Setting] = {}
    occupancy: Setting | None = None
    for layer in layers:
        here = layer.levers.get("occupancy")
        if isinstance(layer.place, Setting):
            real, parts, occupancy = _named(layer.place), {}, None
        elif layer.place:
            if real is not None:
                parts = _as_parts(real, layer)
            if "capacity" in layer.place:
                parts = {key: value for key, value in parts.items() if key in ("name", "type")}
            real = None
            parts |= layer.place
            if "inmates" in layer.place:
                occupancy = None
        if here is not None:
            if not (isinstance(layer.place, dict) and "inmates" in layer.place):
                parts.pop("inmates", None)
            occupancy = here
    place = real or _invented(parts, file, layers)
    return _filled(place, parts.get("inmates"), occupancy, real is not None)


def _named(setting: Setting) -> Establishment:
    try:
        return find_establishment(setting.value)
    except DetenteError as error:
        raise DetenteError(error.what, setting.file, setting.line, setting.key, error.given, error.allowed,
                           error.wish) from None


def _as_parts(place: Establishment, layer: Layer) -> dict[str, Setting]:
    values = {"name": place.name, "type": TYPE_WORDS[place.type_code], "capacity": place.capacity,
              "inmates": place.inmates, "wings": place.wings}
    return {key: Setting(value, layer.file, None, f"establishment.{key}") for key, value in values.items()}


def _invented(parts: dict[str, Setting], file: str | None, layers: Sequence[Layer]) -> Establishment:
    """From the parts of an ``establishment`` block; 0 inmates stands for 'by the occupancy'."""
    if "capacity" not in parts:
        named = next(iter(parts.values()), None)
        raise DetenteError("the capacity of the establishment is missing", file, named.line if named else 1,
                           "establishment.capacity", allowed=span(MIN_CAPACITY, MAX_INMATES, said("places")),
                           wish=None if named else "write `extends: baseline`, or an `establishment:` block")
    capacity = parts["capacity"].value
    code = TYPE_WORDS.index(parts["type"].value) if "type" in parts else 0
    name = parts["name"].value if "name" in parts else f"{_NAMES[code].capitalize()} ({capacity})"
    wings = parts["wings"].value if "wings" in parts else default_wings(capacity)
    if wings > capacity:
        raise parts["wings"].error("there are more wings than places", given=wings,
                                   allowed=said("at most {n}", n=capacity))
    inmates = parts["inmates"].value if "inmates" in parts else 0
    return Establishment(name, code, capacity, inmates, wings, parts["uid"].value if "uid" in parts else 0)


def _filled(place: Establishment, inmates: Setting | None, occupancy: Setting | None,
            real: bool) -> tuple[Establishment, float]:
    lever = BY_NAME["occupancy"]
    count_of = said("{inmates} inmates for {places} places is an occupancy of {occupancy:.3g}", inmates=place.inmates,
                    places=place.capacity, occupancy=place.occupancy)
    if inmates and occupancy and abs(occupancy.value * place.capacity - place.inmates) > 0.5 + 1e-9:
        raise inmates.error(said("{count}, but `levers.occupancy` says {share}", count=count_of, share=f"{occupancy.value:g}"),
                            wish="give only one of the two")
    if occupancy is not None:
        share = occupancy.value
    elif real or inmates is not None:
        share = place.occupancy
        if not lever.low <= share <= lever.high:
            where = inmates or Setting(None, None, None, "establishment.inmates")
            raise where.error(count_of, allowed=span(f"{lever.low:g}", f"{lever.high:g}", lever.unit))
        return place, share
    else:
        share = float(lever.default)
    count = place.inmates if inmates is not None else max(1, round(place.capacity * share))
    if count > MAX_INMATES:
        where = occupancy or Setting(None, None, None, "establishment.capacity")
        raise where.error("too many inmates for one establishment", given=count,
                          allowed=said("at most {n}", n=MAX_INMATES))
    return replace(place, inmates=count), share
