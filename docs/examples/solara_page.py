"""A page with sliders on a small prison: ``solara run docs/examples/solara_page.py``.

Beside Mesa's own plots stands the prison itself, as `detente.show` draws it in a notebook: the year of this model, opened on
the day that the model has reached. The simulator does not need Solara: ``pip install "detente[lab]"`` brings it.
"""

import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

import detente as dt

SCENARIO = dt.load("baseline").with_(
    name="page", horizon_days=365,
    establishment={"name": "Exemple", "type": "maison_arret", "capacity": 60, "inmates": 85, "wings": 2})

model_params = {
    "scenario": SCENARIO,
    "step_unit": "day",
    "seed": {"type": "InputText", "value": 1, "label": "Graine"},
    "relation_share": Slider("Part relationnelle", value=0.35, min=0.0, max=1.0, step=0.05),
    "activity_hours": Slider("Heures d’activité", value=20.0, min=0.0, max=40.0, step=1.0),
    "mediation_sessions": Slider("Médiations", value=0.2, min=0.0, max=6.0, step=0.2),
}


@solara.component
def Prison(model):
    """The year of this model: lived once more when a slider made a new one, then moved to the model's day at every step."""
    update_counter.get()
    screen = solara.use_memo(lambda: dt.show(dt.run(model.scenario, model.seed), lang="fr"), [id(model)])
    screen.day = max(1, min(model.day, model.scenario.horizon_days))
    with solara.Column(style="height: 100%; overflow: auto"):
        solara.display(screen)


page = SolaraViz(
    dt.DetentionModel(SCENARIO, seed=1, step_unit="day"),
    components=[Prison, make_plot_component("tension"),
                make_plot_component({"assaults": "tab:red", "recorded_assaults": "tab:blue"})],
    model_params=model_params,
    name="Détente",
)
