"""Firefox ESR without a network, driven through Marionette: the page, what its console says, and what it asks for."""

from __future__ import annotations

import gc
import re
import shutil
import socket
from contextlib import contextmanager
from pathlib import Path

import pytest

FIREFOX = ("/usr/bin/firefox-esr", "/usr/bin/firefox")
DEAD = 9
"""A port on which nobody listens: every connection goes there as to a proxy, this machine's own included."""

WATCH = """
  const page = (info) => info && !(info.triggeringPrincipal || info.loadingPrincipal)?.isSystemPrincipal;
  globalThis.detente = { asked: [], watcher: { observe(subject) {
    const channel = subject.QueryInterface(Ci.nsIChannel);
    if (page(channel.loadInfo)) globalThis.detente.asked.push(channel.URI.spec);
  } } };
  for (const topic of ["http-on-opening-request", "http-on-modify-request"])
    Services.obs.addObserver(globalThis.detente.watcher, topic);
  Services.console.reset();
"""
HEARD = """
  const out = [];
  for (const m of Services.console.getMessageArray()) {
    if (!(m instanceof Ci.nsIScriptError) || m.isFromChromeContext) continue;
    if (m.flags & Ci.nsIScriptError.warningFlag) continue;
    if (m.innerWindowID || m.sourceName.startsWith("file:")) out.push(m.errorMessage);
  }
  return [out, [...new Set(globalThis.detente.asked)]];
"""


class Page:
    """A tab, with the few things that these tests do in it."""

    def __init__(self, marionette, log: Path) -> None:
        self.m, self.log = marionette, log

    def go(self, address: str) -> None:
        self.m.navigate(address)

    def js(self, script: str):
        """Value of a script run in the page."""
        return self.m.execute_script(script)

    def find(self, selector: str):
        from marionette_driver import By

        return self.m.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def fill(self, selector: str, text: str) -> None:
        box = self.find(selector)
        box.clear()
        box.send_keys(text)

    def until(self, script: str, seconds: float = 20.0):
        """Waits until a script gives something true."""
        from marionette_driver import Wait

        return Wait(self.m, timeout=seconds, interval=0.02).until(lambda m: m.execute_script(script))

    def heard(self) -> tuple[list[str], list[str]]:
        """Errors on the console, and addresses that the page asked for, since the browser was opened."""
        with self.m.using_context("chrome"):
            errors, asked = self.m.execute_script(HEARD, sandbox="system", new_sandbox=False)
        # Firefox's own parts speak there too, each under its name.
        spoken = re.findall(r"^console\.(?:error|warn|assert): (?!\w+:\s*$)(.*)$", self.log.read_text("utf-8", "replace"), re.M)
        return errors + spoken, asked


@contextmanager
def firefox(folder, width: int = 1280, height: int = 800):
    """A Firefox of this machine, without a window and without a network; or no test.

    Parameters
    ----------
    folder : Path
        Where its own log goes.
    """
    path = next((x for x in FIREFOX if shutil.which(x)), None)
    if path is None:
        pytest.skip("no Firefox on this machine")
    driver = pytest.importorskip("marionette_driver.marionette")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    prefs = {"devtools.console.stdout.content": True, "devtools.console.stdout.chrome": False, "network.proxy.type": 1,
             "network.proxy.allow_hijacking_localhost": True, "network.proxy.no_proxies_on": "",
             **{f"network.proxy.{x}": "127.0.0.1" for x in ("http", "ssl")},
             **{f"network.proxy.{x}_port": DEAD for x in ("http", "ssl")}}
    log = folder / "firefox.log"
    m = driver.Marionette(bin=path, port=port, headless=True, prefs=prefs, gecko_log=str(log))
    try:
        m.start_session()
        m.set_window_rect(width=width, height=height)
        with m.using_context("chrome"):
            m.execute_script(WATCH, sandbox="system", new_sandbox=False)
        yield Page(m, log)
    finally:
        m.quit()
        m.cleanup()
        m.instance.runner = None
        gc.collect()  # its profile's folder is removed now, not while Python shuts down
