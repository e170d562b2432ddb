"""The laboratory: what Python hands to the browser, and what the browser makes of it in a bare page, offline."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest
from app_support import AXE, browser_path
from page_support import wait

import detente as dt
from detente.app import widget as lab
from detente.errors import DetenteError

pytest.importorskip("anywidget")
playwright = pytest.importorskip("playwright.sync_api")
from widget_support import page  # noqa: E402

SMALL = {"name": "Test", "type": "maison_arret", "capacity": 40, "inmates": 52, "wings": 2}
DAYS = 45


@pytest.fixture(scope="module")
def runs():
    """Two postures over the same people, for six weeks with much friction: something to look at."""
    return [dt.run(dt.load(name).with_(establishment=SMALL, horizon_days=DAYS, warmup_days=0,
                                       parameters={"escalation.rate": 0.05}), 3) for name in ("coercive", "dynamic")]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Opens screens in a bare page, offline; at the end nothing may have been asked for, nothing may have gone wrong."""
    path, folder, faults, asked = browser_path(), tmp_path_factory.mktemp("widget"), [], []
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=path, args=["--no-sandbox"])

        def go(*widgets, **options):
            tab = chromium.new_context(viewport={"width": 1100, "height": 900}, offline=True, **options).new_page()
            tab.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
            tab.on("pageerror", lambda e: faults.append(str(e)))
            tab.on("request", lambda r: asked.append(r.url) if r.url.split(":")[0] not in ("file", "data", "blob") else None)
            at = folder / f"{len(list(folder.iterdir()))}.html"
            at.write_text(page(*widgets), encoding="utf-8")
            tab.goto(at.as_uri())
            tab.wait_for_function("window.ready && document.querySelector('.detente').shadowRoot.querySelector('canvas')"
                                  ".style.width")
            return tab

        yield go
        chromium.close()
    assert not faults and not asked


def test_the_bundle_goes_through_the_traits_as_it_is(runs):
    shown = dt.show(*runs, lang="fr", day=12)
    data = json.loads(gzip.decompress(shown.bundle))
    assert data == dt.replay(*runs).data and len(data["runs"]) == 2
    assert (shown.day, shown.lang) == (12, "fr")
    assert shown.words["fr"]["side.B"] == dt.load("dynamic").title["fr"]
    state = shown.get_state()
    assert bytes(state["bundle"]) == shown.bundle, "as a binary trait, not as text"


def test_a_saved_bundle_is_shown_as_the_run_it_was(runs, tmp_path):
    path = dt.replay(runs[0]).write(tmp_path / "run.json.gz")
    assert dt.show(path).bundle == dt.show(str(path)).bundle == dt.show(runs[0]).bundle == dt.show(dt.replay(runs[0])).bundle


def test_every_curve_and_unit_has_its_words_in_both_languages(runs):
    shown = dt.show(*(dt.run(r.scenario, 3) for r in runs), sensitive=True)
    data = json.loads(gzip.decompress(shown.bundle))
    for lang, said in shown.words.items():
        for kind, curves in (("count", data["runs"][0]["curves"]["counts"]), ("mean", data["runs"][0]["curves"]["means"])):
            for name in curves:
                assert said[f"{kind}.{name}"], (lang, name)
        for row in data["differs"]:
            assert said[f"unit.{row['unit']}"] or row["unit"] == ""


@pytest.mark.parametrize(("given", "says"), [
    (({"runs": []},), "a run, a pair of runs, or a replay bundle"), (("nowhere.json.gz",), "no replay bundle")])
def test_what_cannot_be_shown_is_refused_in_one_sentence(given, says):
    with pytest.raises(DetenteError, match=says) as caught:
        dt.show(*given)
    assert caught.value.text("fr") != str(caught.value)


def test_runs_that_are_no_pair_and_days_that_are_none(runs):
    with pytest.raises(DetenteError, match="same prison, seed and length"):
        dt.show(runs[0], dt.run(runs[1].scenario, 4))
    with pytest.raises(DetenteError, match=f"1 to {DAYS}"):
        dt.show(runs[0], day=DAYS + 1)


def test_without_anywidget_it_says_what_to_install(runs, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    lab._laboratory.cache_clear()
    with pytest.raises(DetenteError, match=r'pip install "detente\[lab\]"'):
        dt.show(runs[0])
    lab._laboratory.cache_clear()


@pytest.mark.parametrize(("lang", "two"), [("fr", True), ("en", True), ("en", False)])
def test_nothing_that_axe_objects_to(opened, runs, lang, two):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in sim/detente/app/front")
    tab = opened(dt.show(*(runs if two else runs[:1]), lang=lang, day=20))
    for fold in tab.locator("summary").all():
        fold.click()
    tab.locator("#follow").select_option(index=1)
    tab.add_script_tag(path=str(AXE))
    found = tab.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
    assert found == []


def test_it_is_played_stopped_and_moved_by_keyboard(opened, runs):
    tab = opened(dt.show(*runs, lang="en"))
    tab.locator("#app").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.inner_text("#day") == f"Day 2 of {DAYS}"
    tab.keyboard.press("Shift+ArrowRight")
    assert tab.inner_text("#day") == f"Day 9 of {DAYS}"
    tab.keyboard.press("Space")
    tab.locator("#play", has_text="Pause").wait_for()
    tab.keyboard.press("Space")
    tab.locator("#play", has_text="Play").wait_for()
    stopped = tab.inner_text("#day")
    tab.keyboard.press("i")
    assert tab.inner_text("#day") != stopped and tab.locator(".feed .today").count()


def test_python_and_the_screen_know_of_each_other(opened, runs):
    tab = opened(dt.show(*runs, lang="fr", day=5))
    tab.evaluate("models[0].set('day', 31)")
    assert tab.inner_text("#day") == f"Jour 31 sur {DAYS}"
    tab.locator("#next-day").click()
    assert tab.evaluate("models[0].get('day')") == 32 and tab.evaluate("models[0].saved") > 0
    tab.evaluate("models[0].set('lang', 'en')")
    assert tab.inner_text("#day") == f"Day 32 of {DAYS}"
    tab.evaluate("models[0].set('count', 'threats')")
    threats = [sum(dt.replay(r).data["runs"][0]["curves"]["counts"]["threats"][:32]) for r in runs]
    assert tab.inner_text("#count-said").startswith(f"Threats: by day 32, A {threats[0]} and B {threats[1]};")
    tab.select_option("#mean", "fear")
    assert tab.evaluate("models[0].get('mean')") == "fear"


def test_the_table_says_what_the_run_says(opened, runs):
    tab = opened(dt.show(runs[1], lang="en"))
    tab.locator("#count-table").click()
    counts = dt.replay(runs[1]).data["runs"][0]["curves"]["counts"]["assaults"]
    rows = tab.locator("#count-table-fold tbody tr").all_inner_texts()
    assert rows == [f"30\t{sum(counts[:30])}", f"{DAYS}\t{sum(counts)}"]
    assert tab.locator("#differs").count() == 0


def test_two_screens_in_one_page_keep_apart(opened, runs):
    tab = opened(dt.show(runs[0], lang="fr", day=3), dt.show(runs[1], lang="en", day=8))
    days = tab.locator("#day")
    assert [days.nth(k).inner_text() for k in (0, 1)] == [f"Jour 3 sur {DAYS}", f"Day 8 of {DAYS}"]
    tab.locator("#next-day").first.click()
    assert [days.nth(k).inner_text() for k in (0, 1)] == [f"Jour 4 sur {DAYS}", f"Day 8 of {DAYS}"]
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") == "32px", "not the page's"
    tab.evaluate("closes[0]()")
    assert tab.locator("#day").count() == 1


def test_less_motion_gives_steps(opened, runs):
    tab = opened(dt.show(runs[0], lang="en"), reduced_motion="reduce")
    tab.locator("#play").click()
    tab.wait_for_timeout(300)
    assert tab.inner_text("#day") == f"Day 1 of {DAYS}"
    tab.locator("#day", has_text="Day 8").wait_for()


def test_a_narrow_notebook_is_enough(opened, runs):
    tab = opened(dt.show(*runs, lang="fr"))
    tab.set_viewport_size({"width": 400, "height": 800})
    wait(tab, lambda: tab.evaluate("innerWidth === 400 && document.documentElement.scrollWidth <= innerWidth"))


def test_a_bundle_that_is_none_is_said_so(opened, runs, tmp_path):
    broken = dt.show(runs[0], lang="fr")
    broken.bundle = b"not gzip"
    tab = opened(dt.show(runs[0]), broken)
    assert tab.locator("[role=alert]").inner_text() == broken.words["fr"]["lab.failed"]


def test_the_notebook_runs_as_it_stands(monkeypatch):
    """Every cell in order; fewer runs than the notebook asks for, and of a month."""
    notebook = json.loads((Path(__file__).parents[2] / "docs" / "examples" / "notebook.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    assert all(not c.get("outputs") for c in notebook["cells"]), "no outputs are committed"
    here: dict = {}
    for cell in cells:
        cell = cell.replace("(establishment=place)", "(establishment=place, horizon_days=130, warmup_days=0)")
        exec(compile(cell.replace("replicates=20", "replicates=2"), "notebook", "exec"), here)
    assert here["screen"].day == 120 and here["screen"].count == "staff_assaults" and here["comparison"].table().shape[0] > 12
