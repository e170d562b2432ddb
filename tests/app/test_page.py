"""The page in a browser: every step in both languages, by keyboard, offline, nothing on the console, nothing axe objects to."""

from __future__ import annotations

import json

import numpy as np
import pytest
from app_support import AXE
from page_support import at_day, days_shown, predict, wait, walk

pytest.importorskip("playwright.sync_api")
NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_step_and_no_violation(opened, lang):
    tab = opened(lang, bypass_csp=True)  # for axe, which the page's policy would not let in
    for step in walk(tab):
        assert tab.get_attribute(f"#step-{step}", "aria-current") == "step"
        assert tab.evaluate(NO_BREAK)
        if AXE.exists():
            if step == 1:
                tab.add_script_tag(path=str(AXE))
            found = tab.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
            assert found == [], (step, found)


@pytest.mark.parametrize(("width", "height", "hash"), [
    (1920, 1080, ""), (1024, 768, ""), (320, 640, ""), (1280, 720, "#projector=1")])
def test_nothing_runs_over_the_edge(opened, width, height, hash):
    tab = opened("fr", width, height, hash)
    for step in walk(tab):
        assert tab.evaluate(NO_BREAK), step


def test_keyboard_alone(opened):
    tab = opened()
    tab.keyboard.press("2")
    tab.focus("#guess-without")
    tab.keyboard.type("70")
    tab.keyboard.press("Tab")
    tab.keyboard.type("60")
    tab.focus("#lock")
    tab.keyboard.press("Enter")
    assert tab.is_disabled("#guess-without")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("3")
    tab.keyboard.press("ArrowRight")
    assert "2" in tab.inner_text("#day")
    tab.keyboard.press("i")
    assert tab.inner_text("#day") != "Jour 2 sur 365"
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("Space")
    wait(tab, lambda: tab.inner_text("#play") == "Pause")
    tab.keyboard.press("Space")
    tab.keyboard.press("v")
    assert tab.get_attribute("#step-4", "aria-current") == "step"


def test_prediction_is_locked_and_nothing_tells_the_future(opened):
    tab = opened()
    tab.click("#step-3")
    assert tab.query_selector("#scrub") is None, "no reading before the prediction"
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 40)
    assert tab.query_selector("#reveal") is None
    texts = tab.inner_text("main")
    assert "Jour 41 sur 365" in texts
    days = tab.evaluate("[...document.querySelectorAll('.feed small')].map(x => parseInt(x.textContent.match(/\\d+/)[0]))")
    assert all(day <= 41 for day in days)
    tab.click("#step-4")
    assert tab.query_selector("#vote-first-mediation-plus") is None, "the incident is still to come"
    tab.click("#step-5")
    assert tab.query_selector("#all-years") is None


def test_language_is_switched_without_losing_anything(opened):
    tab = opened()
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 120)
    tab.click("#lang")
    assert tab.get_attribute("html", "lang") == "en" and "Day 121 of 365" in tab.inner_text("#day")
    tab.click("#step-2")
    assert tab.input_value("#guess-without") == "70"


def test_reload_in_the_middle_and_session_file(opened, tmp_path):
    tab = opened()
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 150)
    tab.click("#step-4")
    with tab.expect_download() as got:
        tab.click("#save")
    kept = json.loads(open(got.value.path(), encoding="utf-8").read())
    assert kept["code"] == "MEDIATION-1" and kept["prediction"]["without"] == 70 and kept["day"] == 150
    tab.reload()
    tab.wait_for_selector("#title")
    assert tab.get_attribute("#step-4", "aria-current") == "step"
    other = opened()
    path = tmp_path / "s.json"
    path.write_text(json.dumps({**kept, "day": 1e9, "follow": -7, "votes": {}}), encoding="utf-8")
    other.set_input_files("#open", str(path))
    other.wait_for_selector("#step-4[aria-current=step]")
    other.on("dialog", lambda d: d.accept())
    path.write_text("<script>no</script>", encoding="utf-8")
    other.set_input_files("#open", str(path))


def test_reduced_motion_gives_steps(opened):
    tab = opened(reduced_motion="reduce")
    predict(tab)
    tab.click("#step-3")
    tab.select_option("#speed", "7")
    days = days_shown(tab, lambda: tab.click("#play"))
    assert np.diff(days).tolist() == [7] * (len(days) - 1)


def test_sheets_print(opened):
    tab = opened()
    tab.evaluate("window.print = () => {}")
    assert list(walk(tab))[-1] == 6
    tab.click("#sheet")
    assert "Trois questions" in tab.text_content("#print")
    tab.click("#notes")
    assert "Deux heures" in tab.text_content("#print")
