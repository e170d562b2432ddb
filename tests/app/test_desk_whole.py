"""The planner's desk in Chromium before its real server: files, a comparison stopped and made again, exports."""

from __future__ import annotations

import csv
import io

import pytest
from desk_browser import served  # noqa: F401
from detente.report.document.pdf import available
from detente.scenario import load
from page_support import wait


@pytest.fixture
def desk(browser, served):  # noqa: F811
    """Opens the desk; says at the end that nothing went wrong and nobody else was asked."""
    contexts, faults = [], []

    def go(hash, lang="fr"):
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
        tab.on("pageerror", lambda e: faults.append(str(e)))
        tab.on("request", lambda r: faults.append(r.url) if not r.url.startswith((served, "data:", "blob:")) else None)
        tab.goto(f"{served}/desk?lang={lang}{hash}")
        tab.wait_for_selector("#view-year")
        return tab

    yield go
    for context in contexts:
        context.close()
    assert not faults


def taken(tab, button):
    """What a button saves: its name and content."""
    with tab.expect_download(timeout=120_000) as got:
        tab.click(button)
    return got.value.suggested_filename, got.value.path().read_bytes()


def test_stopped_started_again_and_taken_away(desk):
    tab = desk("#view=compare&place=MA%20BELFORT&seeds=100")
    tab.click("#start")
    wait(tab, lambda: "sur 200" in (tab.text_content("#stop-words") or ""), 60)
    tab.click("#stop")
    tab.wait_for_selector("#stop-told")
    assert not tab.query_selector("#results-table")
    for field, x in (("seeds", "3"), ("days", "60")):
        tab.fill(f"#{field}", x)
        tab.keyboard.press("Tab")
    tab.click("#start")
    tab.wait_for_selector("#results-table", timeout=120_000)
    job = tab.evaluate("new URLSearchParams(location.hash.slice(1)).get('job')")
    told = tab.evaluate("async (job) => (await fetch('/api/jobs/' + job)).json()", job)
    result = told["result"]
    assert told["state"] == "done" and told["total"] == 6 and result["horizon_days"] == 60
    calm = set(result["summary_sensitive"]["fr"]) - set(result["summary"]["fr"])
    assert calm and not any(x in tab.text_content("#main") for x in calm)
    shown = tab.text_content("#results-table")
    assert "Détresse et écoute" in shown and "utomutilation" not in shown and "uicide" not in shown
    assert "-0" not in shown and "−0,000000" not in shown
    tab.select_option("#fan-curve", "assaults")
    assert "depuis le premier jour" in tab.inner_text("#fan-curve")
    tab.click("#sensitive")
    assert all(x in tab.text_content("#summary") for x in calm)
    tab.click("#sensitive")
    tab.click("#lang")
    assert "Between" not in tab.title() and tab.get_attribute("html", "lang") == "en"
    assert result["summary"]["en"][0] in tab.text_content("#summary")
    tab.click("#view-keep")
    wait(tab, lambda: result["reproduce"]["command"] == tab.inner_text("#command"))
    name, page = taken(tab, "#report-html")
    assert name == "detente_en.html" and b'<html lang="en"' in page and result["summary"]["en"][0][:40].encode() in page
    rows = list(csv.DictReader(io.StringIO(taken(tab, "#report-csv")[1].decode("utf-8-sig"))))
    mean = {row["key"]: row["differences"][0]["mean"] for row in result["outcomes"]}
    for row in rows:
        if row["outcome"] in mean:
            assert float(row["difference"]) == pytest.approx(mean[row["outcome"]], rel=1e-5, abs=1e-9)
    if available():
        assert taken(tab, "#report-pdf")[1].startswith(b"%PDF")
    tab.click("#lang")
    name, page = taken(tab, "#report-html")
    assert name == "detente_fr.html" and b'<html lang="fr"' in page


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_files_refused_taken_and_opened_again(desk, lang, tmp_path):
    tab = desk("#place=MA%20BELFORT&days=30&seeds=2&curve=tension", lang)
    tab.wait_for_selector("#play", timeout=300_000)
    assert "Belfort" in tab.inner_text("#place-head")
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: 1\nextends: baseline\nlevers: {relation_shar: 0.5}\n", encoding="utf-8")
    tab.set_input_files("#option-file", str(bad))
    tab.wait_for_selector("dialog [role=alert]")
    assert "relation_shar" in tab.inner_text("dialog") and "relation_share" in tab.inner_text("dialog")
    tab.click("#close")
    tab.click("#view-keep")
    with tab.expect_download() as got:
        tab.click("#yaml-1")
    path = tmp_path / "option.yaml"
    got.value.save_as(path)
    plan = load(path)
    assert plan.establishment.name == "MA BELFORT" and plan.levers["relation_share"] == load("dynamic").levers["relation_share"]
    tab.click("#view-year")
    tab.set_input_files("#option-file", str(path))
    wait(tab, lambda: "0,65" in tab.inner_text("#differs") or "0.65" in tab.inner_text("#differs"))
    tab.click("#view-compare")
    tab.click("#start")
    tab.wait_for_selector("#results-table", timeout=120_000)
    assert len(tab.query_selector_all("#summary li")) > 1 and "detente compare" in tab.inner_text("#main")
    assert tab.evaluate("document.querySelectorAll('.fan svg path').length") > 4
    tab.reload()
    tab.wait_for_selector("#results-table")
    tab.click("#view-flip")
    tab.click("#flip-start")
    tab.click("#flip-stop")
    tab.wait_for_selector("#flip-stop-told")
