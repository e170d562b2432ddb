"""The 186 real establishments: all there, found by any spelling, and honest about what the table does not say."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scenario_support import small_catalogue  # noqa: F401

from detente.errors import DetenteError
from detente.scenario import all_establishments, find_establishment, loads
from detente.scenario.schema import MAX_INMATES, MAX_WINGS, MIN_CAPACITY


def test_all_of_them():
    places = all_establishments()
    assert len(places) == 186 and [place.uid for place in places] == list(range(1, 187))
    for place in places:
        assert place.type_code in (0, 1, 2)
        assert MIN_CAPACITY <= place.capacity and 1 <= place.inmates <= MAX_INMATES and 1 <= place.wings <= MAX_WINGS
        assert 0.2 <= place.occupancy <= 3.0
        assert find_establishment(place.name) == place


def test_all_of_them_load_as_scenarios():
    for place in all_establishments():
        scenario = loads(f'schema: 1\nestablishment: "{place.name}"\n')
        assert scenario.establishment == place
        assert scenario.levers["occupancy"] == place.inmates / place.capacity
        assert bool(place.note) == any(place.note and place.note in warning for warning in scenario.warnings)


@pytest.mark.parametrize("text, name", [
    ("ma lyon corbas", "MA LYON CORBAS"), ("Maison d'arrêt de Lyon-Corbas", "MA LYON CORBAS"),
    ("maison d’arrêt de Lyon – Corbas", "MA LYON CORBAS"), ("Corbas", "MA LYON CORBAS"), ("arles", "MC ARLES"),
    ("Maison centrale d’Arles", "MC ARLES"), ("Fleury-Mérogis", "CP FLEURY MEROGIS"), ("la Santé", "CP PARIS LA SANTE"),
    ("CP Saint-Denis", "CP ST DENIS"), ("centre pénitentiaire de Nouméa", "CP NOUMEA"),
])
def test_any_spelling(text, name):
    assert find_establishment(text).name == name


@pytest.mark.parametrize("text", ["Lyon", "melun", "CP", "MA"])
def test_ambiguity_is_told(text):
    with pytest.raises(DetenteError, match="establishments match"):
        find_establishment(text)


@pytest.mark.parametrize("text, wish", [
    ("MA LYON CORBA", "MA LYON CORBAS"), ("arle", "MC ARLES"), ("fleury merojis", "CP FLEURY MEROGIS"),
    ("noumae", "CP NOUMEA"),
])
def test_a_miss_suggests(text, wish):
    with pytest.raises(DetenteError) as caught:
        find_establishment(text)
    assert wish in str(caught.value.wish)


@pytest.mark.parametrize("text", ["", "  ", "???", "x" * 10_000, "\ud800", "qqqq zzzz"])
def test_nonsense(text):
    with pytest.raises(DetenteError):
        find_establishment(text)


def test_types_and_gaps():
    assert find_establishment("MC ARLES").type_code == 2
    assert find_establishment("CD MELUN").type_code == 1
    assert find_establishment("CP FLEURY MEROGIS").type_code == 0  # mixed: most places are a maison d'arrêt
    vendin = find_establishment("vendin le vieil")
    assert vendin.inmates == 104 and vendin.capacity > 0 and vendin.type_code == 2 and "printed as 0" in vendin.note
    assert "closed" in find_establishment("MA BELFORT").note
    assert "secrecy" in find_establishment("CP UTUROA").note
    assert "raised to 10" in find_establishment("CP MATA UTU").note
    assert "minors" in find_establishment("EPM MARSEILLE").note


def test_looking_up_is_cheap():
    code = ("import sys\nimport detente.scenario as s\ns.find_establishment('arles')\n"
            "print([m for m in ('pandas', 'numba', 'pydantic', 'numpy', 'ruamel', 'detente.mechanisms') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": ":".join(sys.path)})
    assert done.stdout.strip() == "[]"
