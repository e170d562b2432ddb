"""Dated changes in the desk's page: listed, added, edited, removed, kept in the link, refused beside their field."""

from __future__ import annotations

import json

import pytest
from app_support import AXE
from desk_browser import asked, before_a_fake, compared
from desk_fake import Fake
from page_support import wait

TYPED = "([id, x]) => { const e = document.getElementById(id); e.value = x; e.dispatchEvent(new Event('input')); }"
NO_BREAK = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def opened(browser):
    with before_a_fake(browser) as go:
        yield go


def changes(tab, k=1):
    """Those that the last year was asked with; None where the scenario's own stand."""
    return asked(tab, "/api/year")[-1]["arms"][k].get("changes")


def focused(tab):
    return tab.evaluate("document.activeElement.id")


def write(tab, **fields):
    """Fill the open fields and keep them."""
    for name, x in fields.items():
        (tab.select_option if name == "lever" else tab.fill)(f"#dated-{name}", x)
    tab.click("#dated-keep")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_added_edited_and_removed(opened, lang):
    tab = opened(lang)
    tab.wait_for_selector("#play")
    tab.click("#dated-add")
    assert focused(tab) == "dated-lever"
    write(tab, lever="mediation_sessions", from_day="12", to="2,5")
    wait(tab, lambda: changes(tab) == [{"lever": "mediation_sessions", "to": 2.5, "from_day": 11}])
    assert focused(tab) == "dated-edit-0" and ("Jour 12" if lang == "fr" else "Day 12") in tab.inner_text("#dated")
    assert ("2,5" if lang == "fr" else "2.5") in tab.inner_text("#differs")
    tab.click("#dated-edit-0")
    assert tab.input_value("#dated-from_day") == "12"
    tab.click("#dated-more")
    write(tab, until_day="20", ramp_days="3")
    whole = {"lever": "mediation_sessions", "to": 2.5, "from_day": 11, "ramp_days": 3, "until_day": 20}
    wait(tab, lambda: changes(tab) == [whole])
    tab.reload()
    wait(tab, lambda: "20" in tab.inner_text("#dated") and changes(tab)[0]["until_day"] == 20)
    assert not tab.query_selector("#dated-reset"), "this scenario has none of its own to put back"
    tab.click("#dated-remove-0")
    wait(tab, lambda: changes(tab) == [])
    assert focused(tab) == "dated-add" and not tab.query_selector(".dated")
    tab.go_back()
    wait(tab, lambda: len(changes(tab) or []) == 1)


def test_those_of_a_scenario_are_listed_and_can_be_taken_out(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.select_option("#option-from", "lesson_restorative")
    assert len(tab.query_selector_all(".dated li")) == 4 and "4 changements datés" in tab.inner_text("#differs")
    wait(tab, lambda: asked(tab, "/api/year")[-1]["arms"][1]["scenario"] == "lesson_restorative" and changes(tab) is None)
    tab.click("#dated-remove-1")
    wait(tab, lambda: len(changes(tab) or []) == 3)
    assert "3 changements datés" in tab.inner_text("#differs") and focused(tab) == "dated-edit-1"
    tab.click("#option-add")
    assert len(tab.query_selector_all(".dated li")) == 3, "a copy has them too"
    tab.click("#option-1")
    tab.click("#dated-reset")
    wait(tab, lambda: changes(tab) is None)
    assert len(tab.query_selector_all(".dated li")) == 4 and focused(tab) == "dated-add"
    tab.select_option("#option-from", "lesson_respect")
    assert "aile A" in tab.inner_text(".dated") and "module Respect" in tab.inner_text(".dated")
    tab.click("#dated-edit-0")
    assert tab.is_checked("#dated-wing-0") and not tab.is_checked("#dated-wing-1")
    tab.check("#dated-wing-2")
    tab.click("#dated-keep")
    wait(tab, lambda: changes(tab) and changes(tab)[0]["wings"] == [1, 3])
    compared(tab)
    assert asked(tab, "/api/compare")[0]["arms"][1]["changes"] == changes(tab)
    tab.click("#view-keep")
    wait(tab, lambda: asked(tab, "/api/yaml")[-1]["arms"][1].get("changes") == changes(tab))


def test_by_keyboard_alone(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    tab.focus("#dated-add")
    tab.keyboard.press("Enter")
    tab.keyboard.type("Foui")
    wait(tab, lambda: tab.input_value("#dated-lever") == "search_rate" and focused(tab) == "dated-lever")
    for text in ("5", "2,5", ""):
        tab.keyboard.press("Tab")
        tab.keyboard.type(text)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    wait(tab, lambda: changes(tab) == [{"lever": "search_rate", "to": 2.5, "from_day": 4, "wings": [2]}])
    assert focused(tab) == "dated-edit-0"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    assert focused(tab) == "dated-edit-0" and not tab.query_selector(".editor")


def test_mistakes_stand_beside_their_field(opened):
    fake = Fake()
    tab = opened(fake=fake)
    tab.wait_for_selector("#play")
    tab.click("#dated-add")
    for field, wrong, told in (("from_day", "-1", "1 à 365"), ("from_day", "1e9", "1 à 365"), ("from_day", "NaN", "1 à 365"),
                               ("from_day", "2,5", "1 à 365"), ("to", "7", "0 à 1"), ("to", "", "0 à 1"),
                               ("until_day", "4", "9"), ("ramp_days", "x", "entier")):
        for name, x in {"from_day": "9", "to": "0,8", "until_day": "", "ramp_days": ""}.items():
            tab.evaluate(TYPED, [f"dated-{name}", wrong if name == field else x])
        tab.click("#dated-keep")
        assert focused(tab) == f"dated-{field}" and tab.get_attribute(f"#dated-{field}", "aria-invalid") == "true"
        assert told in tab.inner_text(f"#dated-{field}-note") and len(tab.query_selector_all(".editor .note")) == 1
        assert tab.get_attribute(f"#dated-{field}", "aria-describedby") == f"dated-{field}-note"
    n = len(asked(tab, "/api/yaml"))
    assert n == 0, "what the fields alone can tell is not asked"
    tab.fill("#dated-ramp_days", "")
    said = {"fr": "deux changements en même temps", "en": "two changes at once"}
    fake.yaml_fault = {"message": said, "key": "B.changes.1.to", "given": "1"}
    tab.click("#dated-keep")
    wait(tab, lambda: tab.query_selector("#dated-to-note")
         and "Deux changements en même temps." in tab.inner_text("#dated-to-note"))
    fake.yaml_fault = {"message": {"fr": "autre chose", "en": "other"}, "key": "A.changes.1"}
    tab.click("#dated-keep")
    wait(tab, lambda: "Autre chose." in (tab.text_content(".editor [role=alert]") or ""))
    assert changes(tab) is None, "nothing was kept"
    fake.yaml_fault = None
    tab.click("#dated-keep")
    wait(tab, lambda: changes(tab) == [{"lever": "relation_share", "to": 0.8, "from_day": 8}])


def test_a_rise_that_the_model_does_not_follow_is_said(opened):
    tab = opened()
    tab.wait_for_selector("#play")
    for to, told in (("1,6", True), ("1,45", False), ("1", False)):
        tab.click("#dated-edit-0" if tab.query_selector("#dated-edit-0") else "#dated-add")
        tab.select_option("#dated-lever", "occupancy")
        assert "3\u202f%" in tab.inner_text("#dated-full")
        write(tab, from_day="9", to=to)
        wait(tab, lambda: not tab.query_selector(".editor"))
        assert ("ne suivra pas" in tab.inner_text(".dated")) == told, to


def test_changes_past_the_end_are_said(opened):
    late = [["search_rate", 1, 29], ["search_rate", 2, 400], ["regime", "respect", 9, [9]]]
    option = json.dumps({"s": "baseline", "c": late})
    tab = opened(hash=f"#days=40&option={json.dumps({'s': 'baseline'})}&option={option}")
    tab.wait_for_selector("#play")
    notes = [x.inner_text() for x in tab.query_selector_all(".dated .note")]
    assert len(notes) == 2 and "40 jours" in notes[0] and "5" in notes[1]


def test_a_broken_link_keeps_what_is_sound(opened):
    bad = [3, None, [], ["nothing", 1, 2], ["search_rate", "NaN", 2], ["search_rate", 1, -1], ["search_rate", 1, 1e9],
           ["search_rate", 1, 2.5], ["search_rate", 99, 2], ["regime", "closed?", 2], ["search_rate", 2, 5, [0, 9e9], "x", {}]]
    option = json.dumps({"s": "baseline", "c": bad})
    tab = opened(hash=f"#option={option}&option={json.dumps({'s': 'baseline', 'c': bad * 900})}")
    tab.wait_for_selector("#play")
    wait(tab, lambda: asked(tab, "/api/year"))
    assert changes(tab, 0) == [{"lever": "search_rate", "to": 2, "from_day": 5}]
    assert len(changes(tab, 1)) <= 40


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_and_nothing_over_the_edge(opened, lang, width):
    tab = opened(lang, width, 700, bypass_csp=True)
    tab.wait_for_selector("#play")
    tab.select_option("#option-from", "lesson_restorative")
    tab.click("#dated-edit-1")
    tab.click("#dated-more")
    tab.fill("#dated-from_day", "0")
    tab.click("#dated-keep")
    for lever in ("occupancy", "regime", None):
        assert tab.evaluate(NO_BREAK)
        assert tab.evaluate("(() => { const e = document.querySelector('.editor').getBoundingClientRect(), d = "
                            "document.getElementById('dated').getBoundingClientRect(); return e.right <= d.right; })()")
        if AXE.exists():
            tab.add_script_tag(path=str(AXE))
            found = tab.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
            assert found == [], (lever, found)
        if lever:
            tab.select_option("#dated-lever", lever)


def test_a_refusal_names_the_change_as_the_page_writes_it(opened):
    fake = Fake()
    option = json.dumps({"s": "baseline", "c": [["search_rate", 2, 400]]})
    tab = opened(fake=fake, hash=f"#days=40&option={json.dumps({'s': 'baseline'})}&option={option}")
    tab.wait_for_selector("#play")
    fake.yaml_fault = {"message": {"fr": "trop tard", "en": "too late"}, "key": "B.changes.1"}
    tab.click("#view-keep")
    wait(tab, lambda: "Trop tard." in tab.inner_text("#keep-fault"))
    told = tab.inner_text("#keep-fault")
    assert told.startswith("B\u202f: Jour 401\u202f: Fouilles") and "changes" not in told
