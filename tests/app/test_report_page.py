"""The report as a page: axe-core, the keyboard, nothing asked for, no sideways scrolling on a telephone, in both languages."""

from __future__ import annotations

import pytest
from app_support import AXE
from detente import cli
from detente.scenario import load
from detente.studies.compare import compare
from detente.studies.keep import keep

pytest.importorskip("playwright.sync_api")
pytest.importorskip("typst")
PLACE = {"name": "Essai", "type": "maison_arret", "capacity": 30, "inmates": 40, "wings": 1}
AXE_SAYS = """async () => (await axe.run({resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes[0].html)"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    arms = [load(name).with_(establishment=PLACE, horizon_days=60) for name in ("coercive", "dynamic", "mixed")]
    kept = keep(compare(*arms, uncertainty="prior", draws=3, replicates=2), folder / "kept", figures=False)
    assert cli.main(["report", str(kept), "--lang", "both", "--out", str(folder / "report")]) == 0
    return folder / "report"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_report_is_within_reach(browser, reports, lang, width):
    if not AXE.exists():
        pytest.skip("axe-core comes with `npm ci` in the front end")
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True, bypass_csp=True)
    try:
        tab = context.new_page()
        asked = []
        tab.on("request", lambda r: asked.append(r.url) if r.url.split(":")[0] not in ("file", "data", "blob") else None)
        tab.goto((reports / f"report_{lang}.html").as_uri())
        assert tab.evaluate("document.documentElement.lang") == lang
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        assert tab.evaluate(AXE_SAYS) == []
        tab.evaluate("document.querySelector('h1').setAttribute('role', 'no-such-role')")
        assert tab.evaluate(AXE_SAYS) != [], "what is wrong is found"
        assert asked == []
    finally:
        context.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_browser_asks_for_nothing_and_the_page_fits(browser, reports, lang, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    asked, told = [], []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: told.append(m.text))
    page.goto((reports / f"report_{lang}.html").as_uri())
    assert len(asked) == 1 and told == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.evaluate("x => x.open")
    context.close()
