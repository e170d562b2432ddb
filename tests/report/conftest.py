"""Results to report on, made once: a comparison, one with draws, one run, runs of a real place, titles that mean harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from detente.outcomes.store import save
from detente.scenario import load
from detente.studies.compare import compare
from detente.studies.keep import keep

PLACE = {"name": "Essai", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 1}
HARM = "<script>alert(1)</script> & “$x_{1}$” `rm` #let"


def scenario(name: str, place=PLACE):
    return load(name).with_(establishment=place, horizon_days=60)


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Folders by what is in them."""
    base = tmp_path_factory.mktemp("kept")
    a, b = scenario("coercive"), scenario("dynamic")
    out = {"plain": keep(compare(a, b, replicates=3), base / "plain", figures=False, lang="en",
                         command="detente compare coercive dynamic --days 60 --replicates 3")}
    out["three"] = keep(compare(a, b, scenario("mixed"), uncertainty="prior", draws=3, replicates=2), base / "three",
                        figures=False)
    harm = replace(b, title={"fr": HARM, "en": HARM}, notes={"fr": HARM * 40})
    real = [replace(x, establishment=replace(x.establishment, uid=1, name="MA Essai")) for x in (a, harm)]
    out["harm"] = keep(compare(*real, replicates=2), base / "harm", figures=False)
    from detente.engine import simulate

    out["run"] = save(simulate(b, 1), base / "run", figures=False)
    return out
