"""Access to the lessons: axe on every part and every dialog in both languages; by keyboard alone; what it says first."""

from __future__ import annotations

import base64
import json

import pytest
from app_support import AXE, small
from page_support import at_day, every_part, first_vote, part, predict, wait, walk
from detente.app import lessons
from detente.app.page import lesson_page
from detente.replay.bundle import Bundle

pytest.importorskip("playwright.sync_api")
NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"
AXE_SAYS = """async () => (await axe.run({iframes: false, resultTypes: ['violations']}))
    .violations.map(v => v.id + ': ' + v.nodes[0].html)"""


def clean(tab, where):
    found = tab.evaluate(AXE_SAYS)
    assert found == [], (where, found)


def clean_parts(tab, where):
    for key in every_part(tab):
        clean(tab, (where, key))


def clean_dialogs(tab, names):
    for name in names:
        tab.click(f"#{name}")
        assert tab.query_selector("dialog[open]") is not None
        clean(tab, name)
        tab.keyboard.press("Escape")
        wait(tab, lambda: tab.query_selector("dialog") is None)
        assert at(tab) == name


def unfold(tab):
    for fold in tab.query_selector_all("main summary"):
        fold.click()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here")
@pytest.mark.parametrize("beam", ["", "#projector=1"], ids=["screen", "projector"])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", lessons.LESSONS)
def test_axe_objects_to_nothing(opened, name, lang, beam):
    """Every step and part, before and after the reveal, the tables open, the dialogs, and what is printed."""
    tab = opened(lang, hash=beam, name=name, bypass_csp=True)  # for axe, which the page's policy would not let in
    tab.add_script_tag(path=str(AXE))
    clean_parts(tab, 1)
    clean_dialogs(tab, ["limits", "menu"] if beam else ["limits", "help"])
    for step in (3, 2):
        tab.click(f"#step-{step}")
        clean_parts(tab, (step, "at first"))
    predict(tab)
    clean(tab, "locked")
    tab.click("#step-4")
    clean(tab, "an incident to come")
    tab.click("#step-3")
    at_day(tab, 364)
    for step in (3, 5, 6):
        tab.click(f"#step-{step}")
        clean_parts(tab, (step, "before the reveal"))
    tab.click("#step-3")
    part(tab, "curve")
    tab.click("#reveal")
    unfold(tab)
    clean_parts(tab, (3, "revealed"))
    tab.click("#step-4")
    tab.click("#why")
    clean_parts(tab, (4, "first vote"))
    part(tab, "vote")
    tab.click("#close-vote")
    tab.click("#close-second")
    clean(tab, (4, "second vote"))
    tab.click("#step-5")
    part(tab, "sequels")
    tab.click("#play-all")
    part(tab, "years")
    tab.click("#all-years")
    for step in (5, 6):
        tab.click(f"#step-{step}")
        unfold(tab)
        clean_parts(tab, (step, "at the end"))
    part(tab, "asked")
    tab.evaluate("window.print = () => {}")
    tab.emulate_media(media="print")
    for sheet in ("sheet-2", "notes-2"):
        tab.evaluate(f"document.getElementById('{sheet}').click()")
        clean(tab, sheet)
        tab.evaluate("window.dispatchEvent(new Event('afterprint'))")


def to(tab, id, key="Tab"):
    """Tabs until something has the focus, each stop of the way with a frame to be seen."""
    for _ in range(60):
        tab.keyboard.press(key)
        at, seen = tab.evaluate("""() => { const x = document.activeElement, on = x.closest('.file') || x;
            const s = getComputedStyle(on); return [x.id, s.outlineStyle !== 'none' || x.classList.contains('knot')]; }""")
        if at == id:
            assert seen, id
            return
    pytest.fail(f"#{id} is not on the way of the keyboard")


def at(tab):
    return tab.evaluate("document.activeElement.id")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", lessons.LESSONS)
def test_a_whole_lesson_by_keyboard(opened, name, lang):
    """Tab, Enter, space and arrows only: from the first step to the sheet, the focus never lost."""
    tab = opened(lang, name=name)
    press = tab.keyboard.press
    to(tab, "contact")
    tab.keyboard.type("1234")
    to(tab, "forward")
    press("Enter")
    assert at(tab) == "title"
    to(tab, "guess-without")
    tab.keyboard.type("70")
    to(tab, "hand-less-plus")
    press("Enter")
    to(tab, "draw-with")
    press("Enter")
    assert at(tab) == "draw-with"
    to(tab, "knot-0")
    press("End")
    for _ in range(3):
        press("PageUp")
    assert at(tab) == "knot-8"
    to(tab, "lock", "Shift+Tab")
    press("Enter")
    assert tab.is_disabled("#guess-with") and at(tab) != ""
    to(tab, "forward")
    press("Enter")
    to(tab, "scrub")
    press("End")
    to(tab, "reveal")
    press("Enter")
    assert tab.query_selector(".gap") is not None and at(tab) == "curve-table"
    to(tab, "follow")
    press("ArrowDown")
    assert at(tab) == "follow" and tab.query_selector(".story, #follow-run") is not None
    to(tab, "forward")
    press("Enter")
    to(tab, "why")
    press("Enter")
    assert at(tab).startswith("incident-") and tab.query_selector(".why") is not None
    to(tab, "vote-first-cell-plus")
    press("Space")
    to(tab, "close-vote")
    press("Enter")
    to(tab, "vote-second-warning-plus")
    press("Enter")
    to(tab, "close-second")
    press("Enter")
    assert at(tab) != ""
    to(tab, "replay")
    press("Enter")
    to(tab, "play-cell")
    press("Enter")
    assert tab.query_selector("#sequel-table") is not None and tab.query_selector("#play-cell") is None and at(tab) != ""
    to(tab, "all-years")
    press("Enter")
    assert at(tab) == "outcome"
    press("ArrowDown")
    assert at(tab) == "outcome" and tab.evaluate("document.querySelector('#outcome').selectedIndex") == 1
    to(tab, "forward")
    press("Enter")
    to(tab, "notes-2")
    assert tab.get_attribute("#step-6", "aria-current") == "step"


def test_the_language_changes_in_the_middle_of_a_vote(opened):
    tab = opened()
    first_vote(tab)
    tab.click("#vote-second-warning-plus")
    tab.click("#lang")
    assert at(tab) == "lang" and tab.get_attribute("html", "lang") == "en"
    assert tab.inner_text("#vote-second-warning-n") == "1" and "first vote: 3" in tab.inner_text(".ballot")
    tab.click("#close-second")
    tab.click("#lang")
    assert "en perd 3" in tab.inner_text("main") and tab.get_attribute("html", "lang") == "fr"


def packed(given):
    return "#step=4&s=" + base64.urlsafe_b64encode(json.dumps(given).encode()).decode().rstrip("=")


HOSTILE = {
    "prototype": packed({"votes": {"__proto__": {"first": {"cell": 9}}, "constructor": {"first": {"cell": 9}}}}),
    "markup": packed({"contact": "<img src=x onerror=alert(1)>", "outcome": "<script>", "curve": "<script>"}),
    "odd values": packed({"part": {"4": "__proto__"}, "follow": 1.5, "circle": 1e9, "pair": -3, "played": {}, "day": "x"}),
    "long": "#step=4&s=" + "A" * 5000}


@pytest.mark.parametrize("hash", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", lessons.LESSONS)
def test_a_hostile_link_does_no_harm(opened, name, hash):
    tab = opened(hash=hash, name=name)
    assert tab.evaluate("({}).first") is None and tab.query_selector("main img, main script") is None
    assert len(list(walk(tab))) == 6
    assert small(name).data["lesson"]["name"] == name


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_lesson_that_keeps_self_harm_says_so_first(browser, tmp_path, lang):
    path = tmp_path / "lesson.html"
    path.write_text(lesson_page(Bundle({**small("mediation").data, "sensitive": True}), lang), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    said = tab.inner_text(".care")
    assert {"fr": "garde les automutilations", "en": "keeps self-harm"}[lang] in said
    assert {"fr": "ne sont pas montrés", "en": "are not shown"}[lang] not in said
    tab.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_objects_to_no_plain_page_of_the_server(browser, tmp_path, lang):
    """The first page, no such address, no such lesson, a lesson that failed, and one too many, as they are served."""
    pytest.importorskip("starlette")
    pytest.importorskip("httpx")
    from detente.app import server
    from starlette.testclient import TestClient

    def never(name, seed):
        raise RuntimeError

    waiting = server.WAITING
    with TestClient(server.build(never, warm=False), base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        pages = [client.get(path, params={"lang": lang}) for path in ("/", "/nothing", "/lesson/nothing", "/lesson/respect")]
        server.WAITING = 0
        try:
            pages.append(client.get("/lesson/respect", params={"lang": lang, "seed": 5}))
        finally:
            server.WAITING = waiting
    assert [x.status_code for x in pages] == [200, 404, 404, 500, 503]
    for width in (320, 1280):
        tab = browser.new_page(viewport={"width": width, "height": 720})
        for answer in pages:
            path = tmp_path / "page.html"
            path.write_text(answer.text, encoding="utf-8")
            tab.goto(path.as_uri())
            tab.add_script_tag(path=str(AXE))
            assert tab.evaluate(NO_BREAK)
            clean(tab, answer.status_code)
        tab.close()
