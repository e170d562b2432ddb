"""Layers of settings, parents first, become one scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..declare.levers import BY_NAME, LEVERS
from ..errors import DetenteError, Said, said, span
from . import catalogue, changes, ladder
from .place import resolve_place
from .schema import DEFAULT_DAYS, Change, Establishment, Scenario
from .tree import Layer, Setting, read_layer
from .yaml_reader import node_of


def build(layers: Sequence[Layer], name: str, file: str | None, known: dict[str, str] | None = None) -> Scenario:
    """Fold the layers and check what only the whole can tell.

    Parameters
    ----------
    layers : sequence of Layer
        The most distant parent first, the file itself last.
    name, file : str
        Of the scenario.
    known : dict, optional
        Sources from an earlier reading.
    """
    single: dict[str, Setting] = {}
    for layer in layers:
        single |= layer.single
    place, occupancy = resolve_place(layers, file)
    levers = _levers(layers, occupancy)
    wing_levers = _wing_levers(layers, levers, place)
    horizon = single["horizon_days"].value if "horizon_days" in single else DEFAULT_DAYS
    parameters = {key: float(parameter.default) for key, parameter in catalogue.parameters().items()}
    switches = dict.fromkeys(catalogue.switchable(), True)
    for layer in layers:
        parameters |= {key: setting.value for key, setting in layer.parameters.items()}
        switches |= {key: setting.value for key, setting in layer.switches.items()}
    title = single["title"].value if "title" in single else {"fr": name, "en": name}
    made = Scenario(
        name, title, place, levers, wing_levers, _changes(layers, levers, wing_levers, place, horizon), switches,
        parameters, horizon, single["warmup_days"].value if "warmup_days" in single else 0,
        single["seed"].value if "seed" in single else 1, single["question"].value if "question" in single else {},
        single["notes"].value if "notes" in single else {}, file, (), _sources(layers, known or {}))
    return replace(made, warnings=_warnings(made, layers))


def override(scenario: Scenario, tree: dict[str, Any], name: str) -> Scenario:
    """A scenario with a tree of plain Python values laid over it."""
    layers = [read_layer(node_of(scenario.resolved()), None), read_layer(node_of(tree), None)]
    return build(layers, name, scenario.file, scenario.sources)


def _levers(layers: Sequence[Layer], occupancy: float) -> dict[str, float]:
    values = {lever.name: float(lever.default) for lever in LEVERS}
    for layer in layers:
        _apply(values, layer.levers)
    values["occupancy"] = occupancy
    return values


def _apply(values: dict[str, float], settings: dict[str, Setting]) -> None:
    """Set levers in place; a ladder row of which some answers are set keeps its sum."""
    for name, setting in settings.items():
        if ladder.split(name) is None:
            values[name] = setting.value
    for kind in ladder.kinds_of(settings):
        names = ladder.names(kind)
        given = {name: settings[name].value for name in names if name in settings}
        try:
            values |= ladder.fill({name: values[name] for name in names}, given)
        except ValueError as error:
            last = [settings[name] for name in settings if name in given][-1]
            row = last.key.rsplit(".", 1)[0]
            raise DetenteError(said("one row of answers must sum to 1: {reason}", reason=error.args[0]), last.file, last.line,
                               row, allowed=said("sum 1"),
                               wish="answers left out share the rest in their old proportions") from None


def _wing_levers(layers: Sequence[Layer], levers: dict[str, float],
                 place: Establishment) -> dict[int, dict[str, float]]:
    out: dict[int, dict[str, float]] = {}
    for layer in layers:
        for wing, settings in layer.wings.items():
            if not settings:
                continue
            if wing >= place.wings:
                raise next(iter(settings.values())).error(_no_wing(wing, place), allowed=span(1, place.wings))
            rows = {name: levers[name] for kind in ladder.kinds_of(settings) for name in ladder.names(kind)}
            values = rows | out.get(wing, {})
            _apply(values, settings)
            out[wing] = values
    return {wing: {name: out[wing][name] for name in BY_NAME if name in out[wing]} for wing in sorted(out)}


def _no_wing(wing: int, place: Establishment) -> Said:
    return said("there is no wing {wing}: {name} has {wings}", wing=wing + 1, name=place.name, wings=place.wings)


def _changes(layers: Sequence[Layer], levers: dict[str, float], wing_levers: dict[int, dict[str, float]],
             place: Establishment, horizon: int) -> tuple[Change, ...]:
    settings: list[Setting] = []
    for layer in layers:
        if layer.changes is not None:
            settings = layer.changes
    found = [setting.value for setting in settings]
    for setting in settings:
        wrong = changes.fault(setting.value, horizon)
        if wrong:
            raise setting.error(wrong[1], wish="give a longer `horizon_days`, or an earlier date")
        beyond = [wing for wing in setting.value.wings or () if wing >= place.wings]
        if beyond:
            raise setting.error(_no_wing(beyond[0], place), allowed=span(1, place.wings))
    clash = changes.overlap(found)
    if clash:
        first, second = settings[clash[0]], settings[clash[1]]
        other = said("the other is {key}, line {line}", key=first.key, line=first.line)
        raise second.error(said("two changes move `{lever}` at the same time", lever=second.value.lever),
                           wish=other if first.line else said("the other is {key}", key=first.key))
    for kind in ladder.kinds_of({change.lever: None for change in found}):
        for wing in range(place.wings):
            mine = wing_levers.get(wing, {})
            base = {name.rsplit(".", 1)[1]: mine.get(name, levers[name]) for name in ladder.names(kind)}
            bad = changes.bad_row_day(kind, base, found, wing)
            if bad:
                last = [item for item in settings if item.value.lever.startswith(f"{ladder.PREFIX}{kind}.")][-1]
                raise last.error(said("on day {day} the answers to `{kind}` do not sum to 1: {reason}", day=bad[0], kind=kind,
                                      reason=bad[1]))
    return tuple(found)


def _sources(layers: Sequence[Layer], known: dict[str, str]) -> dict[str, str]:
    out = dict(known)
    for layer in layers:
        groups = [layer.single, layer.levers, layer.switches, layer.parameters, *layer.wings.values()]
        if isinstance(layer.place, dict):
            groups.append(layer.place)
        elif layer.place is not None:
            groups.append({"": layer.place})
        if layer.changes is not None:
            groups.append({setting.key: setting for setting in layer.changes})
        for group in groups:
            out |= {setting.key: setting.source for setting in group.values() if setting.file or layer is layers[-1]}
    return out


def _warnings(scenario: Scenario, layers: Sequence[Layer]) -> tuple[str, ...]:
    out = [remark for layer in layers for remark in layer.remarks]
    place = scenario.establishment
    if place.note:
        out.append(said("{place}: {note}", place=place.name, note=place.note))

    def look(key: str, value: float, declared: Any) -> None:
        low, high = declared.plausible
        if not low <= value <= high:
            at = said("{file}: {key}", file=scenario.sources[key], key=key) if key in scenario.sources else key
            out.append(said("{key}: {value} is outside the plausible range, {bounds}", key=at, value=f"{value:g}",
                            bounds=span(f"{low:g}", f"{high:g}", declared.unit)))

    for name, value in scenario.levers.items():
        look(f"levers.{name}", value, BY_NAME[name])
    for wing, values in scenario.wing_levers.items():
        for name, value in values.items():
            look(f"wings.{wing + 1}.{name}", value, BY_NAME[name])
    for number, change in enumerate(scenario.changes, 1):
        look(f"changes.{number}.to", change.to, BY_NAME[change.lever])
        if change.from_day + change.ramp_days > scenario.horizon_days:
            out.append(said("{key}: the ramp is not over when the run ends", key=f"changes.{number}"))
    for name, declared in catalogue.parameters().items():
        look(f"parameters.{name}", scenario.parameters[name], declared)
    return tuple(out)
