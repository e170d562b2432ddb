"""A lesson in Firefox ESR, as a file without a network: first content, six steps, a silent console, nothing asked for."""

from __future__ import annotations

import pytest
from app_support import page
from firefox_support import firefox

pytest.importorskip("marionette_driver", reason="no driver of Firefox")


COLOURS = "return new Set(document.querySelector('canvas').getContext('2d').getImageData(0, 0, 300, 150).data).size"


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox")) as opened:
        yield opened


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """The lesson's file in each language."""
    folder = tmp_path_factory.mktemp("lesson")
    for lang in ("fr", "en"):
        (folder / f"{lang}.html").write_text(page(lang), encoding="utf-8")
    return lambda lang: (folder / f"{lang}.html").as_uri()


def fresh(tab, address):
    """The lesson without what an earlier one left in this tab (one origin for all files, in Firefox)."""
    tab.go(address)
    tab.js("sessionStorage.clear()")
    tab.go("about:blank")
    tab.go(address)
    tab.until("return document.querySelector('#title')?.textContent.length > 0")


def at_day(tab, day):
    tab.js(f"const s = document.querySelector('#scrub'); s.value = {day}; "
           "s.dispatchEvent(new Event('input', {bubbles: true}));")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_six_steps_without_a_word_on_the_console(tab, lesson, lang):
    fresh(tab, lesson(lang))
    assert tab.js("return document.documentElement.lang") == lang
    for step in range(1, 7):
        tab.click(f"#step-{step}")
        assert tab.until(f"return document.querySelector('#step-{step}').getAttribute('aria-current') === 'step'")
        assert tab.js("return document.querySelector('#title').textContent.length") > 3
        assert tab.js("return document.documentElement.scrollWidth <= window.innerWidth"), step
        if step == 2:
            tab.fill("#guess-without", "70")
            tab.fill("#guess-with", "50")
            tab.click("#lock")
        if step == 3:
            tab.until("return [...document.querySelectorAll('canvas')].filter(c => c.width > 200).length === 2")
            at_day(tab, 200)
            assert "201" in tab.js("return document.querySelector('#day').textContent")
            assert tab.js(COLOURS) > 20, "the plan is blank"
            at_day(tab, 364)
            tab.click("#reveal")
    errors, asked = tab.heard()
    assert errors == [] and asked == []


def test_it_plays(tab, lesson):
    fresh(tab, lesson("fr"))
    tab.click("#step-2")
    tab.fill("#guess-without", "70")
    tab.fill("#guess-with", "50")
    tab.click("#lock")
    tab.click("#step-3")
    day = tab.js("return document.querySelector('#scrub').valueAsNumber")
    tab.click("#play")
    tab.until(f"return document.querySelector('#scrub').valueAsNumber > {day} + 2")
    tab.click("#play")


def test_the_watch_hears_and_sees(tmp_path):
    """What the first test would miss, it must not miss: an error, a call to another host, a script that the policy stops."""
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><meta charset=utf-8><title>x</title><img src='http://example.invalid/a.png'>"
                   "<script>console.error('spoken'); setTimeout(() => { nobody(); }, 0);</script>", encoding="utf-8")
    closed = tmp_path / "closed.html"
    closed.write_text("<!doctype html><meta charset=utf-8><meta http-equiv=Content-Security-Policy "
                      "content=\"script-src 'none'\"><title>y</title><script>1</script>", encoding="utf-8")
    with firefox(tmp_path) as tab:
        tab.go(bad.as_uri())
        tab.go(closed.as_uri())
        errors, asked = tab.heard()
    assert "http://example.invalid/a.png" in asked
    assert any("spoken" in x for x in errors) and any("nobody" in x for x in errors)
    assert any("Security-Policy" in x or "Content-Security" in x for x in errors), errors
