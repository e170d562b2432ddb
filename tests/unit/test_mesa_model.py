"""The Mesa face: the same prison as the engine's, seen as agents."""

from __future__ import annotations

import gc
import inspect
import weakref

import numpy as np
import pytest

from detente.engine import simulate
from detente.errors import DetenteError
from detente.mesa_model import DetentionModel, Inmate, Officer
from detente.scenario import load

mesa = pytest.importorskip("mesa")
PLACE = {"name": "Test", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 2}


@pytest.fixture(scope="module")
def scenario():
    return load("dynamic").with_(name="small", horizon_days=8, seed=7, establishment=PLACE)


@pytest.mark.parametrize("unit, steps", [("slot", 40), ("day", 8)])
def test_model_equals_simulate(scenario, unit, steps):
    run = simulate(scenario.with_(warmup_days=0))
    model = DetentionModel(scenario.with_(warmup_days=0), step_unit=unit)
    for _ in range(steps):
        assert model.running
        model.step()
    assert model.digest() == run.digest()
    assert not model.running
    model.step()
    assert model.digest() == run.digest()


def test_dated_changes_and_policy_equal_simulate(scenario):
    dated = scenario.with_(changes=[{"lever": "relation_share", "to": 0.7, "from_day": 2, "ramp_days": 3}])
    policy = _more_search
    run = simulate(dated, policy=policy, every=3)
    model = DetentionModel(dated, policy=policy, every=3, step_unit="day")
    model.run_model()
    assert model.digest() == run.digest() != simulate(dated).digest() != simulate(scenario).digest()


def _more_search(seen, day):
    return {"search_rate": 2.0 + seen["day"]} if day >= 3 else {}


def test_agents_are_the_people_present(scenario):
    model = DetentionModel(scenario.with_(parameters={"population.stay_months": 1.0}), step_unit="day")
    before = {a.unique_id: a for a in model.agents_by_type[Inmate]}
    gone = []
    for _ in range(8):
        model.step()
        inmates = model.world.inmates
        assert {a.unique_id for a in model.agents_by_type[Inmate]} == set(inmates.pid[inmates.here == 1].tolist())
        gone += [a for pid, a in before.items() if a.row is None and a not in gone]
    assert gone, "nobody left: the test says nothing"
    assert all(a not in model.agents for a in gone)
    assert all(model.person(pid) is a for pid, a in before.items() if a.row is not None)
    with pytest.raises(DetenteError, match="left"):
        _ = gone[0].tension
    assert len(model.agents_by_type[Officer]) == int((model.world.officers.here == 1).sum())


def test_an_agent_reads_and_writes_its_row(scenario):
    model = DetentionModel(scenario)
    a = next(iter(model.agents_by_type[Inmate]))
    a.tension = 0.77
    assert model.world.inmates[a.row].tension == 0.77 == a.tension
    assert set(model.agents.select(lambda x: isinstance(x, Inmate) and x.tension > 0.76)) == {a}
    assert isinstance(a.age, float) and isinstance(a.here, int)
    with pytest.raises(DetenteError, match="between 0 and 1"):
        a.tension = 1.5
    with pytest.raises(DetenteError, match="identity"):
        a.pid = 3
    officer = next(iter(model.agents_by_type[Officer]))
    assert officer.skill.shape == (3,)
    officer.skill = np.array([0.1, 0.2, 0.3])
    assert model.world.officers[officer.row].skill.tolist() == [0.1, 0.2, 0.3]
    assert "calm" in Inmate.tension.__doc__


def test_what_an_agent_writes_changes_the_run(scenario):
    """The view is the state itself, not a copy: calming everybody each day leaves another prison."""
    model = DetentionModel(scenario, step_unit="day")
    while model.running:
        model.agents_by_type[Inmate].do(lambda a: setattr(a, "tension", 0.0))
        model.step()
    assert model.world.inmates.tension.mean() < simulate(scenario).world.inmates.tension.mean()


def test_collector_and_reporters(scenario):
    model = DetentionModel(scenario, step_unit="day", agenttype_reporters={Inmate: {"tension": "tension"}})
    model.run_model()
    frame = model.datacollector.get_model_vars_dataframe()
    assert len(frame) == 8
    log = model.world.log[: int(model.world.prison[0].n_log)]
    assert frame.assaults.iloc[-1] == int(((log.kind == 1) | (log.kind == 2)).sum())
    assert (frame.recorded_assaults <= frame.assaults).all()
    here = model.world.inmates.here == 1
    assert frame.tension.iloc[-1] == pytest.approx(model.world.inmates.tension[here].mean())
    people = model.datacollector.get_agenttype_vars_dataframe(Inmate)
    assert people.loc[8].tension.mean() == pytest.approx(frame.tension.iloc[-1])


def test_network(scenario):
    import networkx as nx

    model = DetentionModel(scenario)
    graph = model.network()
    assert isinstance(graph, nx.DiGraph) and len(graph) == len(model.agents_by_type[Inmate])
    assert graph.number_of_edges() == int((model.world.knows >= 0).sum()) > 0
    pid, other, edge = next(iter(graph.edges(data=True)))
    assert set(edge) == {"strength", "grudge", "debt", "last"}
    assert graph.nodes[pid]["tension"] == model.person(pid).tension
    assert model.person(pid).ties()[model.person(other)] == edge["strength"]


def test_batch_run(scenario):
    rows = mesa.batch_run(DetentionModel, {"scenario": [scenario], "seed": range(2), "relation_share": [0.1, 0.6],
                                           "step_unit": "day"}, number_processes=1, max_steps=100, display_progress=False)
    assert len(rows) == 4
    for row in rows:
        run = simulate(scenario.with_(levers={"relation_share": row["relation_share"]}), row["seed"])
        assert row["tension"] == run.world.inmates.tension[run.world.inmates.here == 1].mean()
    assert len({row["tension"] for row in rows}) == 4


def test_knobs(scenario):
    model = DetentionModel(scenario, relation_share=0.6, escalation_rate=0.003, on_fear=False, horizon_days=3,
                           levers={"search_rate": 1.5}, parameters={"tension.base": 0.2}, switches={"status": False})
    assert model.scenario.levers["relation_share"] == 0.6 and model.scenario.levers["search_rate"] == 1.5
    assert model.scenario.parameters["escalation.rate"] == 0.003 == model.p.escalation_rate
    assert model.p.on_fear == model.p.on_status == 0 and model.p.tension_base == 0.2
    assert model.scenario.horizon_days == 3
    with pytest.raises(DetenteError, match="relation_share"):
        DetentionModel(scenario, relation_shar=0.6)
    with pytest.raises(DetenteError, match="slot, day"):
        DetentionModel(scenario, step_unit="week")


def test_a_model_can_be_forgotten(scenario):
    """A batch of a thousand runs must not keep a thousand prisons in memory."""
    ghost = weakref.ref(DetentionModel(scenario, step_unit="day"))
    gc.collect()
    assert ghost() is None


def test_any_knob_may_be_a_slider():
    """Mesa's page asks for a parameter of just this name before it lets a slider move anything."""
    parameters = inspect.signature(DetentionModel.__init__).parameters
    assert parameters["kwargs"].kind is inspect.Parameter.VAR_KEYWORD
    assert not [x for x in parameters.values() if x.kind is inspect.Parameter.VAR_POSITIONAL]


def test_solara_page_builds():
    pytest.importorskip("solara")
    import runpy
    from pathlib import Path

    page = Path(__file__).parents[2] / "docs" / "examples" / "solara_page.py"
    assert "page" in runpy.run_path(str(page))
