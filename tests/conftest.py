"""Long files first, nothing compiled twice, what no file may leave behind, and a run that several files look at."""

from __future__ import annotations

import os
import sys

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # tests run side by side: threads of one would wait for those of another

LONGEST_FIRST = (
    "test_template.py", "test_access.py", "test_teaching.py", "test_desk_jobs.py", "test_study_runner.py",
    "test_study_slurm.py", "test_desk_states.py", "test_reading.py", "test_desk_screen.py", "test_desk_whole.py",
    "test_reads_and_writes.py", "test_desk_dated_screen.py",
    "test_desk_seats.py", "test_firefox.py", "test_trial.py", "test_claims_pages.py", "test_examples.py",
    "test_desk_hostile.py", "test_report_command.py", "test_screening.py", "test_page.py", "test_shown.py", "test_server.py",
    "test_cli.py", "test_validation.py", "test_widget.py",
)
"""Files of about ten seconds and more: they begin first, so that no worker is left alone with one at the end."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Two processes a core on a small machine, for many tests wait for a browser or another process; eight at most."""
    from detente.studies.runner import cores

    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return 2 * cores() if cores() < 4 else min(8, cores())


def pytest_sessionstart(session: pytest.Session) -> None:
    """With ``-n``, what all workers need is compiled before they start: each would do it for itself."""
    option = session.config.option
    if getattr(option, "numprocesses", None) and not option.collectonly and "PYTEST_XDIST_WORKER" not in os.environ:
        from detente.studies.warm import ready

        out = session.config.get_terminal_writer()
        ready(lambda seconds: out.line(f"compiling the model once, about {seconds} s"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {name: k for k, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


@pytest.fixture(autouse=True, scope="module")
def parameters_in_order():
    """The record of parameters is the same after a file as before: another one would have the whole model compiled again."""
    before = _parameters()
    yield
    assert before is None or _parameters() == before, "a test put the model's parameters into another order, or changed them"


def _parameters() -> list[str] | None:
    module = sys.modules.get("detente.mechanisms")
    return None if module is None else list(module.PARAMETERS)


@pytest.fixture(scope="session")
def small_run():
    """Forty inmates in one wing for twenty days, with mediation and facilitators at work."""
    from detente.engine import simulate
    from detente.scenario import load

    scenario = load("dynamic").with_(
        name="small", horizon_days=20, seed=7,
        parameters={"escalation.rate": 0.05, "staff_violence.breach": 12.0},  # much friction: something to look at
        establishment={"name": "Test", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 1})
    return simulate(scenario)
