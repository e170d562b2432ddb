"""Every state of the desk's page, faults and waiting included: no violation, nothing cut; a whole comparison by keyboard."""

from __future__ import annotations

import pytest
from app_support import AXE
from desk_browser import asked, before_a_fake
from desk_fake import Fake, result, sensitivity
from page_support import wait

NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"
CUT = """() => [...document.querySelectorAll('button, .button, h1, h2, h3, th, p, li, label, figcaption, .verdict, summary')]
  .filter(e => e.offsetParent && !e.closest('.sr, .count') && getComputedStyle(e).overflowX === 'hidden'
    && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""


@pytest.fixture
def opened(browser):
    with before_a_fake(browser) as go:
        yield go


def states(tab, fake, tmp_path):
    """Through what `walk` of the other file does not show."""
    tab.wait_for_selector("#play")
    tab.click("#limits")
    yield "limits"
    tab.keyboard.press("Escape")
    tab.click("#group-staff-head")
    tab.click("#lever-relation_share-source-head")
    tab.fill("#lever-relation_share-value", "7")
    tab.keyboard.press("Tab")
    yield "a lever refused"
    tab.click("#option-add")
    tab.click("#option-add")
    tab.click("#differs")
    yield "four options"
    tab.click("#play")
    yield "playing"
    bad = tmp_path / "bad.yaml"
    bad.write_text("levers: {relation_shar: 1}", encoding="utf-8")
    tab.set_input_files("#option-file", str(bad))
    tab.wait_for_selector("dialog [role=alert]")
    yield "a file refused"
    tab.keyboard.press("Escape")
    fake.year_fault = {"message": {"fr": "trop de personnes", "en": "too many people"}, "key": "people", "given": "9"}
    tab.click("#other-luck")
    wait(tab, lambda: "people" in tab.inner_text("#year-status"))
    yield "a year refused"
    tab.click("#view-flip")
    yield "no comparison yet"
    tab.click("#view-keep")
    yield "nothing to take away"
    tab.click("#view-compare")
    tab.click("#start")
    tab.wait_for_selector("#stop")
    yield "waiting"
    fake.jobs["job0"].update(state="running", done=10, eta_s=75, place_in_queue=None)
    wait(tab, lambda: "75" in tab.inner_text("#stop-words"))
    yield "running"
    fake.jobs["job0"].update(state="failed", error={"message": {"fr": "Échec.", "en": "Failed."}})
    wait(tab, lambda: tab.is_enabled("#start"))
    yield "failed"
    tab.click("#start")
    tab.wait_for_selector("#stop")
    fake.jobs["job1"].update(state="done", done=40, result=result(4, posterior=True))
    tab.wait_for_selector("#results-table")
    tab.click("#sensitive")
    for head in tab.query_selector_all("main details > summary"):
        head.evaluate("x => x.parentElement.open = true")
    yield "a result, all unfolded"
    tab.click("#view-flip")
    tab.click("#flip-start")
    tab.wait_for_selector("#flip-stop")
    yield "searching"
    fake.jobs["job2"].update(state="done", result={**sensitivity(), "sign": 0, "flips": []})
    tab.wait_for_selector("#tornado")
    yield "nothing to turn"
    fake.jobs.clear()
    tab.reload()
    wait(tab, lambda: tab.query_selector("#flip-start, #to-compare"))
    yield "forgotten"


@pytest.mark.parametrize(("lang", "width"), [("fr", 1280), ("en", 1280), ("fr", 320), ("en", 320)])
def test_no_state_is_in_fault(opened, tmp_path, lang, width):
    fake = Fake()
    tab = opened(lang, width, 700, fake=fake, bypass_csp=True)
    seen = 0
    for state in states(tab, fake, tmp_path):
        seen += 1
        assert tab.evaluate(NO_BREAK), state
        assert tab.evaluate(CUT) == [], state
        if AXE.exists():
            if not tab.evaluate("!!window.axe"):
                tab.add_script_tag(path=str(AXE))
            found = tab.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
            assert found == [], (state, found)
    assert seen == 15


def to(tab, name):
    """The Tab key until something has the focus; what has it can be seen."""
    for _ in range(250):
        if tab.evaluate("document.activeElement.id") == name:
            assert tab.evaluate("document.activeElement.matches(':focus-visible')"), name
            return
        tab.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by the Tab key")


def test_a_whole_comparison_by_keyboard(opened):
    """From the first key to the saved report; the mouse is not used, no focus is set by the test."""
    tab = opened()
    tab.wait_for_selector("#play")
    to(tab, "option-from")
    tab.keyboard.press("ArrowDown")
    wait(tab, lambda: asked(tab, "/api/year")[-1]["arms"][1]["scenario"] != "dynamic")
    to(tab, "group-staff-head")
    tab.keyboard.press("Enter")
    to(tab, "lever-relation_share")
    before = tab.input_value("#lever-relation_share-value")
    tab.keyboard.press("ArrowRight")
    wait(tab, lambda: tab.input_value("#lever-relation_share-value") != before)
    to(tab, "view-compare")
    tab.keyboard.press("Enter")
    to(tab, "chance")
    tab.keyboard.press("ArrowDown")
    wait(tab, lambda: tab.is_checked("#ignorance") and tab.evaluate("document.activeElement.id") == "ignorance")
    to(tab, "start")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#stop")
    assert tab.evaluate("document.activeElement.id") == "stop"
    tab.fake.jobs["job0"].update(state="done", done=40, result=result(2, posterior=True))
    tab.wait_for_selector("#results-table")
    assert tab.evaluate("document.activeElement.id") == "results-head", "the focus goes on to what came"
    to(tab, "view-flip")
    tab.keyboard.press("Enter")
    to(tab, "flip-start")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#flip-stop")
    tab.fake.jobs["job1"].update(state="done", result=sensitivity())
    tab.wait_for_selector("#tornado")
    assert tab.evaluate("document.activeElement.id") == "flips-head"
    to(tab, "view-keep")
    tab.keyboard.press("Enter")
    to(tab, "report-html")
    with tab.expect_download() as got:
        tab.keyboard.press("Enter")
    assert got.value.suggested_filename == "report.html" and asked(tab, "/api/compare")[0]["uncertainty"] == "posterior"
