"""A lesson read otherwise: twice as large, with wider spacing, in a narrow window, in the colours of the reader's system."""

from __future__ import annotations

import pytest
from app_support import browser_path
from page_support import every_part, walk
from detente.app import lessons

pytest.importorskip("playwright.sync_api")
NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"
LARGE = "--blink-settings=defaultFontSize=32"
SMALL_TEXT = "[...document.querySelectorAll('main *')].some(x => parseFloat(getComputedStyle(x).fontSize) < 12)"


@pytest.mark.parametrize("beam", ["", "#projector=1"], ids=["screen", "projector"])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", lessons.LESSONS)
def test_twice_as_large(opened, name, lang, beam):
    """A browser at 200 % on a screen of 1280 × 720: half as many pixels of the page, each twice as large."""
    tab = opened(lang, 640, 360, beam, name, device_scale_factor=2)
    for step in walk(tab):
        for key in every_part(tab):
            assert tab.evaluate(NO_BREAK), (step, key)
            assert not tab.evaluate(SMALL_TEXT), (step, key)


SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } " \
         "p { margin-bottom: 2em !important }"
CUT = """() => [...document.querySelectorAll('button, select, h1, h2, h3, label, p, .word')].filter(x => x.checkVisibility()
    && !x.closest('.sr') && getComputedStyle(x).overflowX !== 'visible' && x.scrollWidth > x.clientWidth + 1)
    .map(x => x.id || x.textContent)"""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_with_the_spacing_of_a_reader(opened, lang):
    """Lines, letters and words further apart, as WCAG 1.4.12 asks: nothing runs over the edge and no word is cut."""
    tab = opened(lang, bypass_csp=True)
    tab.add_style_tag(content=SPACED)
    for step in walk(tab):
        assert tab.evaluate(NO_BREAK) and tab.evaluate(CUT) == [], step


@pytest.mark.parametrize("width", [320, 1024])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", lessons.LESSONS)
def test_no_word_is_cut(opened, name, lang, width):
    tab = opened(lang, width, 768, "", name)
    for step in walk(tab):
        assert tab.evaluate(NO_BREAK) and tab.evaluate(CUT) == [], step


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_letters_twice_as_large(browser, files, lang):
    """A reader who asked the browser for letters of 32 pixels instead of 16: the page follows, and no word is cut."""
    chromium = browser.browser_type.launch(executable_path=browser_path(), args=["--no-sandbox", LARGE])
    tab = chromium.new_page(viewport={"width": 1280, "height": 720})
    tab.goto((files / f"{lang}.html").as_uri())
    tab.wait_for_selector("#title")
    for step in walk(tab):
        assert tab.evaluate("parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)") >= 29
        assert tab.evaluate(NO_BREAK) and tab.evaluate(CUT) == [], step
    chromium.close()


def test_colours_of_the_readers_system(opened):
    """With forced colours, drawings stand on white and the step at hand has a frame."""
    tab = opened(forced_colors="active", color_scheme="dark")
    tab.click("#step-2")
    assert tab.evaluate("getComputedStyle(document.querySelector('.drawing')).backgroundColor") == "rgb(255, 255, 255)"
    framed = "id => getComputedStyle(document.getElementById(id)).outlineStyle"
    tab.evaluate("document.activeElement.blur()")
    assert tab.evaluate(framed, "step-2") == "solid" and tab.evaluate(framed, "step-3") == "none"


@pytest.mark.parametrize("name", lessons.LESSONS)
def test_a_table_beside_every_chart(opened, name):
    """Whatever is drawn as a curve or as dots has its values in a table or a sentence on the same page."""
    tab = opened(name=name)
    for step in walk(tab):
        if step in (2, 3, 5):
            assert tab.query_selector("main table caption") is not None, step
        drawn = tab.query_selector_all("main .dots, main [role=img]:not(canvas)")
        assert all(x.get_attribute("aria-label") for x in drawn), step
        for plan in tab.query_selector_all("main canvas"):
            assert tab.text_content("#" + plan.get_attribute("aria-labelledby")).strip()
