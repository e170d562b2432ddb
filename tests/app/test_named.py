"""A drawing has a name from its first moment, also before the page has measured it: a slow machine shows that moment."""

from __future__ import annotations

import pytest
from app_support import lesson_file
from desk_fake import ORIGIN, Fake
from page_support import predict

pytest.importorskip("playwright.sync_api")
# Nothing is ever measured and no frame is ever drawn, as in the first moments on a busy machine.
NEVER = """window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };
window.requestAnimationFrame = () => 0;"""
NAMES = """() => [...document.querySelectorAll('[role=img]')].map(e => e.getAttribute('aria-label')
  ?? document.getElementById(e.getAttribute('aria-labelledby') ?? '')?.textContent ?? '')"""


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(NEVER)
    yield context.new_page()
    context.close()


def named(tab, least):
    names = tab.evaluate(NAMES)
    assert len(names) >= least and all(len(name.strip()) > 20 for name in names), names


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_prisons_of_a_lesson(tab, tmp_path, lang):
    tab.goto(lesson_file("mediation", lang, tmp_path).as_uri())
    tab.wait_for_selector("#title")
    predict(tab)
    tab.click("#step-3")
    assert tab.query_selector("canvas") is not None
    named(tab, 2)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_prisons_of_the_desk(tab, lang):
    tab.context.route("**/*", Fake())
    tab.goto(f"{ORIGIN}/desk?lang={lang}")
    tab.wait_for_selector("#play")
    assert tab.query_selector("canvas") is not None
    named(tab, 2)
