"""What a trainer does: draw a prediction, vote twice, pass, follow an officer, show the mechanism, project, come back."""

from __future__ import annotations

import json

import pytest
from app_support import small
from page_support import at_day, every_part, first_vote, left, part, predict, wait
from detente.app import lessons

pytest.importorskip("playwright.sync_api")
KNOTS = 9


def drawn(tab, box, points):
    """A stroke through points given as shares of the drawing's box."""
    for k, (x, y) in enumerate(points):
        tab.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
        if k == 0:
            tab.mouse.down()
    tab.mouse.up()


def session(tab):
    with tab.expect_download() as got:
        tab.click("#save")
    return json.loads(open(got.value.path(), encoding="utf-8").read())


def test_a_curve_is_drawn_with_the_mouse(opened):
    tab = opened()
    tab.click("#step-2")
    tab.click("#draw-with")
    drawn(tab, tab.locator(".drawing svg").bounding_box(), [(0.35, 0.8), (0.6, 0.6), (0.92, 0.3)])
    kept = session(tab)["prediction"]
    line = kept["drawn"]["with"]
    assert len(line) == KNOTS and line == sorted(line) and line[-1] > line[0] and kept["drawn"]["without"] is None
    assert tab.input_value("#guess-with") == str(line[-1]) == str(kept["with"])
    tab.click("#draw-without")
    drawn(tab, tab.locator(".drawing svg").bounding_box(), [(0.3, 0.2), (0.9, 0.5)])
    first = session(tab)["prediction"]["drawn"]["without"]
    assert first == sorted(first), "a running count never goes down, however it is drawn"
    tab.click("#clear")
    assert session(tab)["prediction"]["without"] is None and tab.input_value("#guess-without") == ""


def test_a_curve_is_drawn_with_a_finger(opened):
    tab = opened(has_touch=True)
    tab.click("#step-2")
    box = tab.locator(".drawing svg").bounding_box()
    tab.touchscreen.tap(box["x"] + 0.9 * box["width"], box["y"] + 0.4 * box["height"])
    assert session(tab)["prediction"]["drawn"]["without"][-1] > 12


def test_a_curve_is_drawn_from_the_keyboard(opened):
    tab = opened()
    tab.click("#step-2")
    tab.focus("#knot-0")
    before = int(tab.get_attribute("#knot-0", "aria-valuenow"))
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Shift+ArrowUp")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.id") == "knot-1"
    tab.keyboard.press("End")
    tab.keyboard.press("PageUp")
    tab.keyboard.press("ArrowDown")
    line = session(tab)["prediction"]["drawn"]["without"]
    assert line[0] == before + 6 and line[-1] == line[0] + 9 and line == sorted(line)
    assert tab.get_attribute("#step-2", "aria-current") == "step", "arrows and pages move points, not steps"


def test_a_drawn_curve_is_locked_laid_over_and_the_gap_is_named(opened):
    tab = opened()
    tab.click("#step-2")
    tab.fill("#guess-without", "60")
    tab.click("#draw-with")
    drawn(tab, tab.locator(".drawing svg").bounding_box(), [(0.35, 0.8), (0.92, 0.5)])
    tab.click("#lock")
    assert tab.query_selector(".knot") is None and tab.query_selector("#draw-with") is None and tab.is_disabled("#guess-with")
    tab.click("#step-3")
    at_day(tab, 120)
    assert "Courbe tracée" not in tab.inner_text("main"), "the gap would tell the future"
    wait(tab, lambda: tab.evaluate("document.querySelectorAll('.chart path[stroke-dasharray]').length") >= 2)
    at_day(tab, 364)
    tab.click("#reveal")
    text = tab.inner_text(".gap")
    assert "Courbe tracée de B" in text and "Courbe tracée de A" not in text and "Écart au pronostic" in text
    tab.click("#step-6")
    wait(tab, lambda: tab.query_selector(".overlay svg"))


def test_second_vote_and_what_the_talk_moved(opened):
    tab = opened()
    first_vote(tab)
    assert tab.query_selector("#vote-first-cell-plus") is None and "3" in tab.inner_text(".ballot")
    tab.click("#vote-second-mediation-plus")
    tab.click("#vote-second-mediation-plus")
    tab.click("#vote-second-cell-plus")
    tab.click("#close-second")
    text = tab.inner_text("main")
    assert "gagne 2 voix" in text and "en perd 2" in text and tab.is_disabled("#vote-second-cell-plus")
    votes = list(session(tab)["votes"].values())
    assert votes[0]["first"] == {"cell": 3} and votes[0]["second"] == {"mediation": 2, "cell": 1} and votes[0]["closed"]


def test_an_incident_can_be_passed(opened):
    tab = opened()
    tab.click("#step-2")
    tab.click("#pass")
    at_day(tab, 364)
    tab.click("#step-4")
    n = len(small("mediation").data["lesson"]["alternatives"])
    for k in range(n):
        assert tab.get_attribute(f"#incident-{k}", "aria-pressed") == "true"
        tab.click("#pass-incident")
    assert tab.get_attribute("#step-5", "aria-current") == "step" and tab.query_selector("#play-all") is not None


def test_whom_to_talk_to_is_the_trainers_line(opened):
    tab = opened()
    tab.evaluate("window.print = () => {}")
    tab.fill("#contact", "poste 1234 <b>")
    tab.click("#step-6")
    assert "poste 1234 <b>" in tab.inner_text("main")
    tab.click("#sheet")
    assert "poste 1234 <b>" in tab.text_content("#print")


def test_an_officer_is_followed(opened):
    tab = opened()
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 364)
    officers = [x for x in tab.locator("#follow option").all_inner_texts() if x.startswith("agent S")]
    assert len(officers) >= 3
    told = []
    for name in officers:
        tab.select_option("#follow", label=name)
        told += tab.locator(".story li").all_inner_texts()
    assert any("stress" in x for x in told) and all(x.startswith("Jour") for x in told)


def test_the_link_alone_brings_everything_back(opened):
    tab = opened()
    tab.fill("#contact", "accueil, été")
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 200)
    tab.click("#step-4")
    tab.click("#vote-first-cell-plus")
    hash = tab.evaluate("location.hash")
    other = opened(hash=hash)
    assert other.get_attribute("#step-4", "aria-current") == "step" and other.inner_text("#vote-first-cell-n") == "1"
    assert session(other)["furthest"] == 200 and session(other)["contact"] == "accueil, été"
    other.click("#step-2")
    assert other.is_disabled("#guess-with") and other.input_value("#guess-with") == "50"


@pytest.mark.parametrize("hash", [
    "#s=%%%", "#step=99&day=-4&s=eyJ2b3RlcyI6eyI0OCI6IngifX0", "#s=bnVsbA", "#projector=2&lang=xx"])
def test_a_link_cut_short_opens_all_the_same(opened, hash):
    tab = opened(hash=hash)
    for step in range(1, 7):
        tab.click(f"#step-{step}")
        assert tab.get_attribute(f"#step-{step}", "aria-current") == "step"


def test_a_session_of_nonsense_does_no_harm(opened, tmp_path):
    tab = opened()
    nonsense = {"format": "detente-session", "code": "MEDIATION-1", "votes": {"1": "x", "2": {"first": {"cell": "9"}}},
                "prediction": {"drawn": {"with": ["a"] * KNOTS}, "locked": True}, "outcome": "__proto__", "step": 5,
                "played": 5, "speed": -3}
    path = tmp_path / "s.json"
    path.write_text(json.dumps(nonsense), encoding="utf-8")
    tab.set_input_files("#open", str(path))
    tab.wait_for_selector("#step-5[aria-current=step]")
    kept = session(tab)
    assert kept["prediction"]["drawn"]["with"] is None and not kept["prediction"]["locked"] and kept["outcome"] == "assaults"


def test_facilitators_are_told_with_what_they_did(opened):
    data = small("respect").data
    tab = opened(name="respect")
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 364)
    calls = data["lesson"]["shown"]["facilitators"]
    for k, side in enumerate(calls):
        calmed, all_ = sum(c[2] for c in side["calls"]), sum(c[2] + c[3] for c in side["calls"])
        assert f"premier jour\u202f: {calmed} sur {all_} où" in tab.locator(".pair-tables section").nth(k).inner_text()
    assert "facilitateur" in tab.inner_text(".legend") and tab.is_checked("#reach")
    shot = "document.querySelectorAll('canvas')[1].toDataURL()"
    with_lines = tab.evaluate(shot)
    tab.uncheck("#reach")
    assert tab.evaluate(shot) != with_lines, "the reach is drawn"
    at_day(tab, 0)
    assert "premier jour\u202f: 0 sur 0 où" in tab.locator(".pair-tables section").nth(0).inner_text()


def test_two_people_are_followed_and_no_further_than_the_day(opened):
    tab = opened()
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 10)
    assert tab.query_selector("#pair") is None and "Aucun conflit" in tab.inner_text(".mechanism")
    at_day(tab, 364)
    options = tab.locator("#pair option").all_inner_texts()
    assert len(options) == len(small("mediation").data["lesson"]["shown"]["pairs"][1])
    for n in range(len(options)):
        tab.select_option("#pair", index=n)
        assert "dans la même aile" in tab.inner_text(".mechanism")
        wait(tab, lambda: tab.query_selector(".close svg"))  # a chart is drawn once it knows its width
    rows = tab.locator(".mechanism table tbody tr").all_inner_texts()
    assert len(rows) == 5
    at_day(tab, 130)
    days = [int(x.split("jour ")[1].split(",")[0]) for x in tab.locator("#pair option").all_inner_texts()]
    assert days and max(days) <= 131


def test_circles_and_their_years_after_the_reveal_only(opened):
    tab = opened(name="restorative")
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 100)
    assert "Aucun cercle" in tab.inner_text(".mechanism")
    at_day(tab, 364)
    circles = small("restorative").data["lesson"]["shown"]["circles"]
    assert tab.locator("#circle option").count() == len(circles) > 0
    tab.select_option("#circle", index=0)
    assert f"{len(circles[0]['members'])} participants" in tab.inner_text(".mechanism")
    tab.click("#step-5")
    assert "piège" not in tab.inner_text("main")
    tab.click("#step-3")
    tab.click("#reveal")
    tab.click("#step-5")
    assert "piège" in tab.inner_text("main")


@pytest.mark.parametrize("name", lessons.LESSONS)
def test_somewhere_constraint_does_better_or_nobody_can_say(name):
    found = small(name).data["lesson"]["constraint"]
    assert found["found"]["kind"] in ("better", "unsure") and found["found"]["row"] is not None


FITS = """() => {
  const boxes = [...document.querySelectorAll('main, main .curves, main .side, main .mechanism, main .stage')];
  const inputs = [...document.querySelectorAll('button, input, select')]
    .filter(x => x.checkVisibility() && !x.closest('details'));
  const out = x => x.getBoundingClientRect().bottom > innerHeight + 1 || x.getBoundingClientRect().right > innerWidth + 1;
  const cut = boxes.filter(x => x.scrollHeight - x.clientHeight > 1);
  return [...cut.map(x => x.className), ...inputs.filter(out).map(x => x.id)];
}"""
SIZES = """() => [...document.querySelectorAll('main *')]
  .filter(x => x.childElementCount === 0 && x.textContent.trim() && x.checkVisibility())
  .map(x => parseFloat(getComputedStyle(x).fontSize))"""


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", lessons.LESSONS)
def test_everything_fits_a_projector(opened, name, lang):
    """Each part at three sizes; the page is resized while it is open, as when it is taken to the projector."""
    tab = opened(lang, 1280, 720, "#projector=1", name)

    def fits(where):
        for key in every_part(tab):
            for width, height in ((1024, 768), (1920, 1080), (1280, 720)):
                tab.set_viewport_size({"width": width, "height": height})
                assert left(tab, FITS) == [], (where, key, width)
                assert min(tab.evaluate(SIZES)) >= 22, (where, key, width)

    fits(1)
    predict(tab)
    fits(2)
    tab.click("#step-3")
    at_day(tab, 250)
    fits(3)
    at_day(tab, 364)
    part(tab, "curve")
    tab.click("#reveal")
    fits("3, revealed")
    tab.click("#step-4")
    fits(4)
    tab.click("#part-vote")
    tab.click("#close-vote")
    tab.click("#close-second")
    fits("4, second vote")
    tab.click("#step-5")
    tab.click("#part-sequels")
    fits(5)
    tab.click("#part-sequels")
    tab.click("#play-all")
    tab.click("#part-years")
    tab.click("#all-years")
    fits("5, played")
    tab.click("#step-6")
    fits(6)


def test_the_presenters_remote_turns_parts_and_steps(opened):
    tab = opened(hash="#projector=1")
    tab.keyboard.press("PageDown")
    assert tab.get_attribute("#part-question", "aria-pressed") == "true"
    tab.keyboard.press("PageDown")
    assert tab.get_attribute("#step-2", "aria-current") == "step"
    tab.keyboard.press("PageUp")
    assert tab.get_attribute("#step-1", "aria-current") == "step"
    tab.click("#menu")
    assert tab.is_visible("#save") and tab.is_visible("#sheet")
