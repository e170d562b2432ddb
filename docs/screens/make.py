"""The pictures of this folder, made again: each lesson is written by its command, opened in Chromium, and photographed.

The desk is photographed before its own server, with comparisons that are really run.

    python docs/screens/make.py                 # all of them, some minutes
    python docs/screens/make.py circle vote     # those named

Needs the `test` extra (Playwright, Pillow) and a Chromium; nothing is fetched. The notebook has its own.
"""

from __future__ import annotations

import io
import shutil
import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from detente import cli
from detente.app.server import build
from PIL import Image
from playwright.sync_api import sync_playwright
from uvicorn import Config, Server

HERE = Path(__file__).parent
MOST = 150_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCRUB = """day => {
  const bar = document.querySelector('#scrub');
  bar.value = day;
  bar.dispatchEvent(new Event('input', {bubbles: true}));
}"""


def predict(tab: Any) -> None:
    """A number typed for A, a curve drawn for B."""
    tab.click("#step-2")
    tab.fill("#guess-without", "70")
    tab.click("#draw-with")
    box = tab.locator(".drawing svg").bounding_box()
    for k, (x, y) in enumerate([(0.33, 0.83), (0.6, 0.66), (0.92, 0.4)]):
        tab.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=6)
        if k == 0:
            tab.mouse.down()
    tab.mouse.up()


def read(tab: Any, day: int, part: str | None = None) -> None:
    """Predicted, locked, and read up to a day."""
    predict(tab)
    tab.click("#lock")
    tab.click("#step-3")
    if part and tab.query_selector(f"#part-{part}"):
        tab.click(f"#part-{part}")
    tab.evaluate(SCRUB, day)


def reveal(tab: Any) -> None:
    """The whole year read, and its result shown."""
    read(tab, 364, "curve")
    tab.click("#reveal")


def vote(tab: Any) -> None:
    """Hands of both rounds."""
    read(tab, 364)
    tab.click("#step-4")
    tab.click("#why")
    tab.click("#part-vote")
    hands(tab, "first", cell=9, mediation=5, confinement=4, warning=2)
    tab.click("#close-vote")
    hands(tab, "second", cell=5, mediation=10, confinement=3, warning=2)
    tab.click("#close-second")


def hands(tab: Any, turn: str, **counts: int) -> None:
    """So many presses on each plus."""
    for answer, n in counts.items():
        for _ in range(n):
            tab.click(f"#vote-{turn}-{answer}-plus")


def living(tab: Any) -> None:
    """Two people of the last mediation that was held with an agreement."""
    read(tab, 360, "close")
    agreed = [x for x in tab.locator("#pair option").all_inner_texts() if x.endswith("· accord")]
    tab.select_option("#pair", label=agreed[-1])


def years(tab: Any) -> None:
    """The circles of twenty years."""
    reveal(tab)
    tab.click("#step-5")
    tab.click("#part-circles")


def paper(tab: Any) -> None:
    """The handout, as it is printed."""
    tab.evaluate("window.print = () => {}")
    reveal(tab)
    tab.click("#sheet")
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 720, "height": 1000})
    tab.evaluate("window.scrollTo(0, 0)")


Step = Callable[[Any], None]
SCREENS: dict[str, tuple[str, str, bool, Step]] = {
    "prediction": ("mediation", "fr", True, predict),
    "reading": ("respect", "fr", False, lambda tab: read(tab, 250)),
    "facilitators": ("respect", "en", True, lambda tab: read(tab, 300, "close")),
    "living": ("mediation", "fr", True, living),
    "vote": ("mediation", "en", True, vote),
    "circle": ("restorative", "fr", True, lambda tab: read(tab, 305, "close")),
    "years": ("restorative", "en", True, years),
    "handout": ("restorative", "fr", False, paper),
}
"""Picture -> lesson, language, whether as on a projector, and what is done before it is taken."""


def place(tab: Any) -> None:
    """Towns that begin so, in the list and on the map."""
    tab.click("#place-open")
    tab.fill("#place-search", "saint")


def dated(tab: Any) -> None:
    """The year with a change on its ninety-first day, and the fields of that change."""
    tab.click("#dated-edit-0")
    tab.evaluate("scrollTo(0, 0); setup.scrollTo(0, dated.offsetTop - 250)")


def compared(tab: Any) -> None:
    """The whole comparison run, its table in sight."""
    tab.click("#start")
    tab.wait_for_selector("#results-table", timeout=PATIENCE)
    tab.evaluate("document.getElementById('results-table').scrollIntoView()")


def turned(tab: Any) -> None:
    """Compared, then searched for what would turn it."""
    compared(tab)
    tab.click("#view-flip")
    tab.click("#flip-start")
    tab.wait_for_selector("#tornado", timeout=PATIENCE)
    tab.evaluate("document.getElementById('flips').scrollIntoView()")


PATIENCE = 1_800_000
"""Milliseconds for work of the server."""
SMALL = {"place": "MA BELFORT", "days": 180}
DESK: dict[str, tuple[str, dict[str, Any], tuple[str, str], Step]] = {
    "desk_place": ("fr", {}, ("baseline", "dynamic"), place),
    "desk_dated": ("en", {"days": 365}, ("baseline", "lesson_respect"), dated),
    "desk_result": ("fr", {**SMALL, "view": "compare", "seeds": 10, "posterior": 1, "draws": 8}, ("baseline", "dynamic"),
                    compared),
    "desk_turn": ("en", {**SMALL, "view": "compare", "outcome": "legitimacy"}, ("baseline", "coercive"), turned),
}
"""Picture -> language, what the link holds, the scenarios of A and B, and what is done before it is taken."""


@contextmanager
def serving() -> Iterator[str]:
    """The address of the desk's server."""
    server = Server(Config(build(), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


def address(home: str, lang: str, held: dict[str, Any], scenarios: tuple[str, ...]) -> str:
    """The link of a desk."""
    options = [("option", json.dumps({"s": name})) for name in scenarios]
    return f"{home}/desk?lang={lang}#{urlencode([*held.items(), *options])}"


def shrink(picture: bytes) -> bytes:
    """A PNG with as many colours as fit the size allowed."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (128, 64, 32, 16):
        out = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            break
    return out.getvalue()


def main(names: list[str]) -> None:
    """Take the pictures named, or all."""
    wanted = names or [*SCREENS, *DESK]
    found = next(path for path in map(shutil.which, BROWSERS) if path)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=found, args=["--no-sandbox"])
        if any(name in DESK for name in wanted):
            with serving() as home:
                for name in wanted:
                    if name in DESK:
                        desk(browser, home, name)
        for name in wanted:
            if name in DESK:
                continue
            lesson, lang, beam, act = SCREENS[name]
            page = Path(folder) / f"{lesson}.html"
            if not page.exists() and cli.main(["lesson", lesson, "--out", str(page)]):
                sys.exit(1)
            context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
            tab = context.new_page()
            tab.goto(f"{page.as_uri()}#lang={lang}{'&projector=1' if beam else ''}")
            tab.wait_for_selector("#title")
            act(tab)
            tab.wait_for_timeout(500)
            (HERE / f"{name}.png").write_bytes(shrink(tab.screenshot()))
            context.close()
            print(name)
        browser.close()


def desk(browser: Any, home: str, name: str) -> None:
    """A picture of the desk."""
    lang, held, scenarios, act = DESK[name]
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    tab.goto(address(home, lang, held, scenarios))
    tab.wait_for_selector("#play, #start", timeout=PATIENCE)
    act(tab)
    tab.wait_for_timeout(500)
    (HERE / f"{name}.png").write_bytes(shrink(tab.screenshot()))
    tab.close()
    print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
