"""A page with sliders on a small prison: ``solara run docs/examples/solara_page.py``.

Solara is not needed by the simulator itself: install it beside, with ``pip install "detente[lab]"``.
"""

from mesa.visualization import Slider, SolaraViz, make_plot_component

from detente import DetentionModel, load

SCENARIO = load("baseline").with_(
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

page = SolaraViz(
    DetentionModel(SCENARIO, seed=1, step_unit="day"),
    components=[make_plot_component("tension"), make_plot_component({"assaults": "tab:red", "recorded_assaults": "tab:blue"})],
    model_params=model_params,
    name="Détente",
)
