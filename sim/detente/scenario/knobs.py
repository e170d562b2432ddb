"""A scenario from loose keyword arguments: what sliders and ``mesa.batch_run`` give is sorted into what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..declare import Mechanism
from ..declare.levers import BY_NAME, LEVERS
from ..errors import DetenteError
from .schema import Scenario

SETTINGS = ("horizon_days", "warmup_days")


@dataclass
class Asked:
    """Keyword arguments, by what they are.

    Attributes
    ----------
    levers, parameters, switches, settings : dict
        Of the scenario, by dotted name.
    own, own_switches : dict
        Parameters and switches of mechanisms from outside the package.
    """

    levers: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    switches: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    own: dict[str, float] = field(default_factory=dict)
    own_switches: dict[str, bool] = field(default_factory=dict)

    def over(self, scenario: Scenario) -> Scenario:
        """The scenario with all this laid over it."""
        wanted = {"levers": self.levers, "parameters": self.parameters, "switches": self.switches}
        changed: dict[str, Any] = {name: value for name, value in wanted.items() if value} | self.settings
        return scenario.with_(**changed) if changed else scenario


def sort_out(knobs: Mapping[str, Any], extra: tuple[Mechanism, ...] = (), *, levers: Mapping[str, Any] | None = None,
             parameters: Mapping[str, Any] | None = None, switches: Mapping[str, Any] | None = None) -> Asked:
    """Sort keyword arguments and the three dictionaries that were given by name.

    Parameters
    ----------
    knobs : mapping
        Levers and parameters by dotted name or with underscores, ``on_<mechanism>``, ``horizon_days``, ``warmup_days``.
    extra : tuple of Mechanism
        Their parameters and switches are known too.

    Raises
    ------
    DetenteError
        For a word that is nothing of all this.
    """
    from ..mechanisms import PARAMETERS, SWITCHES

    lever_of = {lever.field: lever.name for lever in LEVERS}
    parameter_of = {x.field: x.name for x in PARAMETERS.values()}
    own_of = {x.field: x.name for m in extra for x in m.parameters}
    keys = {m.key for m in extra}
    out = Asked(levers=dict(levers or {}))
    loose = {**knobs, **(parameters or {}), **{f"on_{key}": on for key, on in (switches or {}).items()}}
    for name, value in loose.items():
        if name in BY_NAME or name in lever_of:
            out.levers[lever_of.get(name, name)] = value
        elif name in PARAMETERS or name in parameter_of:
            out.parameters[parameter_of.get(name, name)] = value
        elif name in own_of or name in own_of.values():
            out.own[own_of.get(name, name)] = float(value)
        elif name[:3] == "on_" and name[3:] in SWITCHES:
            out.switches[name[3:]] = bool(value)
        elif name[:3] == "on_" and name[3:] in keys:
            out.own_switches[name[3:]] = bool(value)
        elif name in SETTINGS:
            out.settings[name] = int(value)
        else:
            from .words import wish

            known = [*lever_of, *parameter_of, *own_of, *(f"on_{key}" for key in (*SWITCHES, *keys)), *SETTINGS]
            raise DetenteError("neither a lever nor a parameter nor a switch", key=name, given=repr(value),
                               wish=wish(name, known))
    return out


def scenario_of(scenario: Scenario | str | Path, establishment: str | None = None) -> Scenario:
    """A scenario as it is, or read by name or file, set in a real establishment if one is named."""
    from . import find_establishment, load

    if not isinstance(scenario, Scenario):
        return load(scenario, establishment=establishment)
    return scenario if establishment is None else scenario.with_(establishment=find_establishment(establishment))
