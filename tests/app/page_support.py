"""What a test does in a lesson's page: predict, go to a day, wait, walk through all of it."""

from __future__ import annotations

import re

import pytest


def part(tab, key):
    """On a projector, the part of the step; elsewhere all parts are in sight."""
    found = tab.query_selector(f"#part-{key}")
    if found is not None:
        found.click()


def predict(tab, without="70", moved="50"):
    tab.click("#step-2")
    part(tab, "draw")
    tab.fill("#guess-without", without)
    tab.fill("#guess-with", moved)
    tab.click("#lock")


def at_day(tab, day):
    tab.evaluate(f"s => {{ s = document.querySelector('#scrub'); s.value = {day}; "
                 "s.dispatchEvent(new Event('input', {bubbles: true})); }", None)


def every_part(tab):
    """Each part of the step on a projector, one after the other."""
    keys = [x.get_attribute("id")[5:] for x in tab.query_selector_all(".parts button")]
    for key in keys or [""]:
        if key:
            part(tab, key)
        tab.wait_for_timeout(60)
        yield key


def first_vote(tab):
    """To the incident, by way of the last day; three hands for the disciplinary cell, and the vote is closed."""
    predict(tab)
    tab.click("#step-3")
    at_day(tab, 364)
    tab.click("#step-4")
    for _ in range(3):
        tab.click("#vote-first-cell-plus")
    tab.click("#close-vote")


def wait(tab, true, seconds=10):
    """Until something holds; the page's policy lets no tester's script in, so it is asked from outside."""
    for _ in range(20 * seconds):
        if true():
            return
        tab.wait_for_timeout(50)
    pytest.fail("waited in vain")


def left(tab, script):
    """What a script still finds when the page has had its time to settle: nothing, as soon as there is nothing."""
    for _ in range(100):
        tab.wait_for_timeout(40)
        found = tab.evaluate(script)
        if not found:
            break
    return found


def days_shown(tab, press, least=3):
    """What stands as the day from now on, by number, as the page shows it and not when a busy tester comes round to look."""
    tab.evaluate("""() => {
        const at = document.querySelector('#day'), days = window.days = [at.textContent];
        new MutationObserver(() => { if (at.textContent !== days.at(-1)) days.push(at.textContent); })
            .observe(at, {childList: true, characterData: true, subtree: true});
    }""")
    press()
    wait(tab, lambda: tab.evaluate("window.days.length") >= least)
    return [int(re.search(r"\d+", shown)[0]) for shown in tab.evaluate("window.days")]


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
