"""The page in a browser: every step in both languages, by keyboard, offline, nothing on the console, nothing axe objects to."""

from __future__ import annotations

import json

import pytest
from app_support import AXE, browser_path, page

playwright = pytest.importorskip("playwright.sync_api")
NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture(scope="module")
def browser():
    path = browser_path()
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson")
    for lang in ("fr", "en"):
        (folder / f"{lang}.html").write_text(page(lang), encoding="utf-8")
    return folder


@pytest.fixture
def opened(browser, files):
    """Opens the page offline; says at the end that nothing was asked for and nothing went wrong."""
    contexts, faults, asked = [], [], []

    def go(lang="fr", width=1280, height=720, hash="", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        tab.on("pageerror", lambda e: faults.append(str(e)))
        tab.on("request", lambda r: asked.append(r.url) if r.url.split(":")[0] not in ("file", "data", "blob") else None)
        tab.goto((files / f"{lang}.html").as_uri() + hash)
        tab.wait_for_selector("#title")
        return tab

    yield go
    for context in contexts:
        context.close()
    assert not faults and not asked


def part(tab, key):
    """On a projector, the part of the step; elsewhere all parts are in sight."""
    found = tab.query_selector(f"#part-{key}")
    if found is not None:
        found.click()


def predict(tab, without="70", moved="50"):
    tab.click("#step-2")
    tab.fill("#guess-without", without)
    tab.fill("#guess-with", moved)
    tab.click("#lock")


def at_day(tab, day):
    tab.evaluate(f"s => {{ s = document.querySelector('#scrub'); s.value = {day}; "
                 "s.dispatchEvent(new Event('input', {bubbles: true})); }", None)


def wait(tab, true):
    """Until something holds; the page's policy lets no tester's script in, so it is asked from outside."""
    for _ in range(100):
        if true():
            return
        tab.wait_for_timeout(50)
    pytest.fail("waited in vain")


def walk(tab):
    """Through the whole lesson; stops after each step."""
    yield 1
    predict(tab)
    yield 2
    tab.click("#step-3")
    at_day(tab, 364)
    part(tab, "curve")
    tab.click("#reveal")
    part(tab, "side")
    tab.select_option("#follow", index=1)
    yield 3
    tab.click("#step-4")
    tab.click("#why")
    part(tab, "vote")
    tab.click("#vote-first-mediation-plus")
    tab.click("#close-vote")
    yield 4
    tab.click("#step-5")
    tab.click("#play-all")
    part(tab, "years")
    tab.click("#all-years")
    yield 5
    tab.click("#step-6")
    yield 6


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
    first = tab.inner_text("#day")
    tab.click("#play")
    tab.wait_for_timeout(300)
    assert tab.inner_text("#day") == first
    wait(tab, lambda: tab.inner_text("#day") != first)


def test_sheets_print(opened):
    tab = opened()
    tab.evaluate("window.print = () => {}")
    assert list(walk(tab))[-1] == 6
    tab.click("#sheet")
    assert "Trois questions" in tab.text_content("#print")
    tab.click("#notes")
    assert "Deux heures" in tab.text_content("#print")
