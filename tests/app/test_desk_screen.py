"""The planner's desk in a browser, before a stand-in for its server: every view in both languages, by keyboard, with axe."""

from __future__ import annotations

import json
from urllib.parse import unquote_plus

import numpy as np
import pytest
from app_support import AXE
from desk_browser import asked, before_a_fake, compared, searched
from desk_fake import Fake
from detente.app.desk.data import page_data
from page_support import days_shown, wait

NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"
WICKED = "<img src=x onerror=document.title='taken'>"
VIEWS = ("year", "compare", "flip", "keep")


@pytest.fixture
def opened(browser):
    with before_a_fake(browser) as go:
        yield go


def walk(tab):
    """Through all of the desk; stops where a director would look."""
    tab.wait_for_selector("#play")
    for head in tab.query_selector_all(".group > summary"):
        head.evaluate("x => x.parentElement.open = true")
    yield "year"
    tab.click("#place-open")
    tab.fill("#place-search", "rennes")
    yield "place"
    tab.keyboard.press("Escape")
    tab.click("#option-add")
    tab.click("#view-compare")
    tab.click("#ignorance")
    yield "asking"
    compared(tab, 3, posterior=True)
    tab.click("#differs")
    yield "compare"
    searched(tab)
    yield "flip"
    tab.click("#view-keep")
    yield "keep"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_view_and_no_violation(opened, lang):
    tab = opened(lang, bypass_csp=True)  # for axe, which the page's policy would not let in
    seen = []
    for view in walk(tab):
        seen.append(view)
        assert tab.evaluate(NO_BREAK), view
        if AXE.exists():
            if len(seen) == 1:
                tab.add_script_tag(path=str(AXE))
            found = tab.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
            assert found == [], (view, found)
    assert seen == ["year", "place", "asking", "compare", "flip", "keep"]


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768), (640, 360), (320, 640)])
def test_nothing_runs_over_the_edge(opened, width, height):
    tab = opened("fr", width, height)
    for view in walk(tab):
        assert tab.evaluate(NO_BREAK), view


def test_a_lever_moves_the_year_and_the_back_button_takes_it_back(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.click("#group-staff-head")
    before = tab.input_value("#lever-relation_share-value")
    tab.fill("#lever-relation_share-value", "0,9")
    tab.keyboard.press("Tab")
    wait(tab, lambda: asked(tab, "/api/year")[-1]["arms"][1]["levers"] == {"relation_share": 0.9})
    assert "0,9" in tab.inner_text("#differs") and "supposé" in tab.inner_text("#group-staff")
    tab.fill("#lever-relation_share-value", "7")
    tab.keyboard.press("Tab")
    assert tab.get_attribute("#lever-relation_share-value", "aria-invalid") == "true"
    assert "0 à 1" in tab.inner_text("#lever-relation_share-note")
    tab.go_back()
    wait(tab, lambda: tab.input_value("#lever-relation_share-value") == before)


def test_only_the_last_of_many_moves_is_answered(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.click("#group-staff-head")
    tab.focus("#lever-relation_share")
    n = len(asked(tab, "/api/year"))
    for _ in range(8):
        tab.keyboard.press("ArrowRight")
    wait(tab, lambda: len(asked(tab, "/api/year")) > n)
    tab.wait_for_timeout(600)
    assert len(asked(tab, "/api/year")) - n < 4
    assert asked(tab, "/api/year")[-1]["arms"][1]["levers"]["relation_share"] == pytest.approx(0.73)
    tab.click("#lever-relation_share-reset")
    wait(tab, lambda: asked(tab, "/api/year")[-1]["arms"][1]["levers"] == {})


def test_shares_of_answers_always_sum_to_one(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.click("#option-0")
    tab.click("#group-answers-head")
    tab.click("#answers-assault-head")
    tab.fill("#lever-response-assault-cell-value", "0,9")
    tab.keyboard.press("Tab")
    wait(tab, lambda: asked(tab, "/api/year")[-1]["arms"][0]["levers"])
    levers = asked(tab, "/api/year")[-1]["arms"][0]["levers"]
    assert len(levers) == 8 and sum(levers.values()) == pytest.approx(1, abs=1e-9)


def test_keyboard_alone(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.focus("#place-open")
    tab.keyboard.press("Enter")
    tab.keyboard.type("FLEURY mérogis")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    assert "Fleury" in tab.inner_text("#places [aria-selected=true]")
    tab.keyboard.press("Enter")
    assert "Fleury" in tab.inner_text("#place-head")
    assert tab.evaluate("document.activeElement.id") == "place-open"
    wait(tab, lambda: "FLEURY" in (asked(tab, "/api/year")[-1]["establishment"] or ""))
    tab.focus("#play")
    tab.keyboard.press("Enter")
    wait(tab, lambda: tab.inner_text("#play") == "Pause" or "30" in tab.inner_text("#day"))
    tab.focus("#view-compare")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "title"
    tab.focus("#start")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#stop")
    assert tab.evaluate("document.activeElement.id") == "stop"
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#stop-told")
    assert "Arrêté" in tab.inner_text("#stop-told") and tab.is_enabled("#start")


def test_progress_queue_and_stop(opened):
    tab = opened()
    tab.click("#view-compare")
    tab.focus("#seeds")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("10")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("90")
    tab.click("#start")
    wait(tab, lambda: tab.query_selector("#stop-words") and "place 2" in tab.text_content("#stop-words"))
    body = asked(tab, "/api/compare")[0]
    assert (body["seeds"], body["horizon_days"], body["uncertainty"]) == (10, 90, "default")
    tab.fake.jobs["job0"].update(state="running", done=10, eta_s=75, place_in_queue=None)
    wait(tab, lambda: "10 années sur 40" in tab.inner_text("#stop-words"))
    assert "75 secondes" in tab.inner_text("#stop-words")
    tab.click("#stop")
    tab.wait_for_selector("#stop-told")
    assert ("DELETE", "/api/jobs/job0", None) in tab.fake.asked


def test_reload_in_the_middle_keeps_everything(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.fill("#option-name", "Mon projet")
    tab.keyboard.press("Tab")
    tab.click("#sensitive")
    compared(tab)
    link = tab.evaluate("location.href")
    tab.reload()
    tab.wait_for_selector("#results-table")
    assert tab.is_checked("#sensitive") and "Mon projet" in tab.inner_text("#main")
    other = opened(fake=tab.fake, hash=link[link.index("#"):])
    other.wait_for_selector("#results-table")
    tab.fake.jobs.clear()
    tab.reload()
    wait(tab, lambda: "plus connu" in tab.inner_text("#main"))


def test_a_broken_link_opens_a_sound_page(opened):
    option = json.dumps({"l": WICKED, "s": "no", "v": {"relation_share": 99, "__proto__": 1, "regime": "open"}})
    tab = opened(hash=f"#view=none&place=nowhere&days=-4&seed=x&arm=9&option={option}&option={{&option={option}")
    tab.wait_for_selector("#play")
    wait(tab, lambda: asked(tab, "/api/year"))
    body = asked(tab, "/api/year")[-1]
    assert body["establishment"] is None and body["horizon_days"] == 1 and body["arms"][1]["levers"] == {"regime": "open"}
    assert WICKED in tab.inner_text("#option-0")


def test_language_is_switched_without_losing_anything(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.evaluate("() => { const s = document.getElementById('scrub'); s.value = 11; s.dispatchEvent(new Event('input')); }")
    tab.fill("#option-name", "Projet")
    tab.keyboard.press("Tab")
    tab.click("#lang")
    assert tab.get_attribute("html", "lang") == "en" and "Day 12 of 30" in tab.inner_text("#day")
    assert tab.input_value("#option-name") == "Projet" and "lang=en" in tab.evaluate("location.hash")


def test_files_good_and_bad(opened, tmp_path):
    tab = opened()
    tab.wait_for_selector("#play")
    bad, good, large = tmp_path / "bad.yaml", tmp_path / "good.yaml", tmp_path / "large.yaml"
    bad.write_text("levers: {relation_shar: 1}", encoding="utf-8")
    good.write_text("extends: baseline\nlevers: {relation_share: 0.8}", encoding="utf-8")
    large.write_text("#" * 400_000, encoding="utf-8")
    tab.set_input_files("#option-file", str(bad))
    tab.wait_for_selector("dialog [role=alert]")
    words = tab.inner_text("dialog")
    assert "Ce levier n’existe pas." in words and "3" in words and "levers.relation_shar" in words and "<img" in words
    tab.click("#close")
    tab.set_input_files("#option-file", str(large))
    wait(tab, lambda: "trop grand" in tab.inner_text("dialog"))
    tab.click("#close")
    tab.set_input_files("#option-file", str(good))
    wait(tab, lambda: "Mon projet" in tab.inner_text("#option-1"))
    wait(tab, lambda: asked(tab, "/api/year")[-1]["arms"][1]["yaml"] == good.read_text(encoding="utf-8"))
    assert "0,8" in tab.inner_text("#differs") and "1 changement daté" in tab.inner_text("#differs")
    tab.click("#differs")
    told = tab.inner_text("#differs-fold")
    assert "Jour 100" in told and "aile B seulement" in told and "portes ouvertes" in told
    tab.reload()
    wait(tab, lambda: "Mon projet" in tab.inner_text("#option-1") and "0,8" in tab.inner_text("#differs"))
    tab.click("#view-keep")
    with tab.expect_download() as got:
        tab.click("#yaml-1")
    assert got.value.suggested_filename == "B_option.yaml"
    with tab.expect_download() as got:
        tab.click("#yaml-0")
    assert got.value.suggested_filename == "A_option.yaml"
    wait(tab, lambda: "detente compare A_option.yaml B_option.yaml" in tab.inner_text("#command"))
    told = asked(tab, "/api/yaml")
    assert len(told) == 1 and len(told[0]["arms"]) == 2, "all options in one question: they share one prison"


def test_results_say_no_more_than_they_may(opened):
    tab = opened()
    compared(tab, posterior=True)
    table = tab.inner_text("#results-table")
    assert "plus favorable" in table and "nul ne peut dire" in table and "hasard" in table and "et ignorance" in table
    assert "<b>sobre</b>" in tab.inner_text("#summary"), "the server's words are text"
    assert "Sur 20 années" in tab.inner_text("#main") and "euros" in table
    hidden = next(x["label"]["fr"] for x in page_data()["outcomes"] if x["key"] == "selfharm")
    assert hidden not in tab.text_content("#main")
    assert "automutilations" not in tab.text_content("#summary") and "suicide" not in tab.text_content("#main")
    assert hidden not in tab.text_content("#outcome") and "Une réserve." in tab.text_content("#main")
    tab.click("#sensitive")
    assert hidden in tab.inner_text("#results-table") and "automutilations" in tab.inner_text("#summary")
    assert "réserve sur le suicide" in tab.text_content("#main")
    assert tab.is_hidden("#old")
    tab.click("#view-year")
    tab.select_option("#option-from", "coercive")
    tab.click("#view-compare")
    assert "ont changé" in tab.inner_text("#old")


def test_what_would_turn_it(opened):
    tab = opened()
    tab.click("#view-flip")
    assert "terminée" in tab.inner_text("#main")
    compared(tab)
    searched(tab)
    assert asked(tab, "/api/sensitivity")[0] == {"job": "job0", "arm": 1, "outcome": "assaults"}
    assert "1 sur 2" in tab.inner_text("#tornado") and "supposé" in tab.inner_text("#tornado")
    assert "Le classement bascule" in tab.inner_text("#flips")
    for outcome, doubt in (("tension", 1), ("assaults", 0)):
        tab.fake.jobs["job1"]["result"].update(outcome=outcome, sign=-1)
        tab.reload()
        tab.wait_for_selector("#tornado")
        assert len(tab.query_selector_all("#flips-doubt")) == doubt, "what the comparison left open is said again"
    tab.fake.jobs["job1"]["result"]["outcome"] = "selfharm"
    tab.reload()
    wait(tab, lambda: "indicateur masqué" in tab.inner_text("#main") and not tab.query_selector("#tornado"))
    tab.click("#sensitive")
    tab.wait_for_selector("#tornado")
    for slow in ("job0", "job1"):  # whichever of the two is known first
        told = tab.fake.jobs.pop(slow)
        tab.fake.jobs[slow] = {**told, "state": "running"}
        tab.reload()
        tab.wait_for_selector("#to-compare, #flip-stop")
        tab.fake.jobs[slow] = told
        tab.wait_for_selector("#tornado")


def test_report_is_saved(opened):
    tab = opened()
    tab.click("#view-keep")
    assert tab.is_disabled("#report-pdf")
    compared(tab)
    tab.click("#view-keep")
    with tab.expect_download() as got:
        tab.click("#report-pdf")
    assert got.value.suggested_filename == "report.pdf"
    assert asked(tab, "/api/report")[0] == {"job": "job0", "lang": "fr", "format": "pdf"}


def test_labels_are_text_and_nothing_else(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.fill("#option-name", WICKED)
    tab.keyboard.press("Tab")
    compared(tab, label=WICKED)
    for view in VIEWS:
        tab.click(f"#view-{view}")
        assert "img" not in tab.evaluate("[...document.querySelectorAll('main *')].map(x => x.localName)")
        assert "taken" not in tab.title()
    assert WICKED in unquote_plus(tab.evaluate("location.hash"))


def test_a_refusal_is_said_in_words(opened):
    fake = Fake()
    tab = opened(fake=fake)
    tab.wait_for_selector("#play")
    fake.year_fault = {"message": {"fr": "trop de personnes", "en": "too many people"}, "key": "people", "given": "9"}
    tab.click("#other-luck")
    wait(tab, lambda: "Trop de personnes." in tab.inner_text("#year-status") and "people" in tab.inner_text("#year-status"))


def test_reduced_motion_gives_steps(opened):
    tab = opened(reduced_motion="reduce")
    tab.wait_for_selector("#play")
    _, first, *days = days_shown(tab, lambda: tab.click("#play"), 4)
    assert first == 1, "from the end it begins again"
    assert np.diff([first, *days]).tolist() == [7] * len(days)
