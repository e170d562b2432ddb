"""Measures of the screens on this machine: ``python tests/app/measure_screens.py``. A command, not a test.

One line a measure: first content of a lesson's file in Chromium and in Firefox (offline, from the disk), frames a second of the
replay, size of the file, how soon the server answers, how long a quick year of the planner's desk takes. What is not there is
said to be so. Times depend on the machine and on what else it does: the load is printed with them.
"""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from app_support import BROWSERS

FRAMES = """(seconds) => new Promise((done) => {
  const gaps = [], start = performance.now();
  let last = 0;
  const step = (now) => {
    if (last) gaps.push(now - last);
    last = now;
    if (now - start < 1000 * seconds) requestAnimationFrame(step);
    else done([gaps.length * 1000 / (now - start), gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.95)]]);
  };
  requestAnimationFrame(step); })"""
TIMES, PEOPLE = 5, 600


def say(what: str, value: str) -> None:
    print(f"{what:<62} {value}", flush=True)


def middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def lesson_files(folder: Path) -> list[Path]:
    """The mediation lesson as `detente lesson` writes it, and in a real establishment of about 600 people."""
    from detente.app import lessons
    from detente.app.page import lesson_page
    from detente.scenario.establishments import all_establishments

    site = min(all_establishments(), key=lambda x: abs(x.inmates - PEOPLE))
    out = []
    for name, years in ((None, None), (site.name, 2)):
        start = time.perf_counter()
        bundle = lessons.make(lessons.named("mediation"), establishment=name, years=years)
        there = f"{bundle.data['establishment']['inmates']} people, {len(bundle.data['lesson']['years']['seeds'])} years"
        say(f"a lesson made, {there}", f"{time.perf_counter() - start:.1f} s")
        out.append(folder / f"{len(out)}.html")
        out[-1].write_text(lesson_page(bundle, "fr"), encoding="utf-8")
        say(f"size of its file, {there}", f"{out[-1].stat().st_size / 1e6:.2f} MB")
    return out


def to_replay(tab) -> None:
    """Through the prediction to the replay, and play."""
    tab.click("#step-2")
    tab.fill("#guess-without", "700")
    tab.fill("#guess-with", "500")
    tab.click("#lock")
    tab.click("#step-3")
    tab.click("#play")


def frames(where: str, found: list[float]) -> None:
    say(f"frames a second while {PEOPLE} people are played, {where}", f"{found[0]:.0f}, 95 of 100 within {found[1]:.0f} ms")


def chromium(path: Path, large: Path) -> None:
    """First content of the lesson and frames a second of the large one, offline."""
    import shutil

    found = next((x for x in BROWSERS if shutil.which(x)), None)
    if found is None:
        say("Chromium", "not installed")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=found, args=["--no-sandbox"])
        firsts = []
        for _ in range(TIMES):
            tab = browser.new_context(viewport={"width": 1366, "height": 900}, offline=True).new_page()
            start = time.perf_counter()
            tab.goto(path.as_uri(), wait_until="commit")
            tab.wait_for_selector("#title")
            firsts.append(time.perf_counter() - start)
        say("first content, Chromium, file, offline (median of 5)", f"{middle(firsts):.2f} s")
        tab.goto(large.as_uri())
        to_replay(tab)
        frames("Chromium", tab.evaluate(FRAMES, 5))
        browser.close()


def firefox_times(path: Path, large: Path, folder: Path) -> None:
    """The same in Firefox ESR, without a network."""
    import pytest

    from firefox_support import firefox

    try:
        with firefox(folder, 1366, 900) as tab:
            firsts = []
            for _ in range(TIMES):
                tab.go("about:blank")
                start = time.perf_counter()
                tab.go(path.as_uri())
                tab.until("return document.querySelector('#title') !== null")
                firsts.append(time.perf_counter() - start)
            say("first content, Firefox ESR, file, offline (median of 5)", f"{middle(firsts):.2f} s")
            tab.go(large.as_uri())
            tab.until("return document.querySelector('#step-2') !== null")
            to_replay(tab)
            frames("Firefox ESR", tab.m.execute_async_script(f"const [done] = arguments; ({FRAMES})(5).then(done);"))
    except pytest.skip.Exception as missing:
        say("Firefox ESR", str(missing))


@contextmanager
def served():
    """`detente app` on a free port; gives the port, and says how soon it answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    server = subprocess.Popen([sys.executable, "-m", "detente", "app", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read()
                break
            except OSError:
                if server.poll() is not None or time.perf_counter() - start > 300:
                    say("detente app", "did not come up")
                    yield None
                    return
                time.sleep(0.02)
        say("detente app answers after", f"{time.perf_counter() - start:.2f} s")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def quick_year(port: int) -> None:
    """Two prisons of 200 for a year, asked of the desk as its page asks."""
    arms = [{"label": name, "scenario": name, "yaml": None, "levers": {}} for name in ("coercive", "dynamic")]
    times, answer = [], {}
    for seed in range(1, TIMES + 1):
        body = json.dumps({"arms": arms, "establishment": None, "people": 200, "horizon_days": 365, "seed": seed}).encode()
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/year", body, {
            "Content-Type": "application/json", "Accept-Encoding": "gzip", "Origin": f"http://127.0.0.1:{port}"})
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(asked, timeout=120) as got:
                given = got.read()
                answer = json.loads(gzip.decompress(given) if got.headers.get("Content-Encoding") == "gzip" else given)
        except urllib.error.HTTPError as refused:
            say("a quick year of the desk", f"not served here (code {refused.code}: {refused.read(120)!r})")
            return
        times.append(time.perf_counter() - start)
    say("a quick year of two prisons of 200, first and median of 5", f"{times[0]:.2f} s, {middle(times):.2f} s")
    say("the same, as the server itself counted it", f"{answer.get('ms', float('nan')):.0f} ms")


def main() -> None:
    say("load of the machine in the last minute, and its cores", f"{os.getloadavg()[0]:.1f}, {os.cpu_count()}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path, large = lesson_files(folder)
        chromium(path, large)
        firefox_times(path, large, folder)
    with served() as port:
        if port is not None:
            quick_year(port)


if __name__ == "__main__":
    main()
