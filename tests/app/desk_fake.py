"""A small stand-in for the server of the planner's desk: known answers, jobs that end when they are told to."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from functools import cache
from pathlib import Path

from detente import app
from detente.app.desk.data import page_data
from detente.scenario import load

PAGE = Path(app.__file__).parent / "built" / "desk.html"
ORIGIN = "http://127.0.0.1:9"
OUTCOMES = ("assaults", "staff_assaults", "recorded_assaults", "tension", "euros_total", "selfharm")


@cache
def desk(lang: str = "fr") -> str:
    """What the server puts into the page, as JSON."""
    return json.dumps({"lang": lang, **page_data()}, ensure_ascii=False).replace("<", "\\u003c")


def page(lang: str = "fr") -> tuple[str, str]:
    """The page and its policy."""
    text = PAGE.read_text(encoding="utf-8")
    script = re.findall(r"<script type=\"module\"[^>]*>(.*?)</script>", text, re.S)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data: blob:; "
              "connect-src 'self'; base-uri 'none'; form-action 'none'")
    data = f'<script type="application/json" id="detente-desk">{desk(lang)}</script>'
    return text.replace("<!--detente:data-->", data).replace('<html lang="fr">', f'<html lang="{lang}">'), policy


@cache
def bundle() -> dict:
    """Two small prisons for thirty days."""
    from detente.life import run
    from detente.replay.bundle import of_runs

    place = {"name": "Test", "type": "maison_arret", "capacity": 40, "inmates": 56, "wings": 2}
    plans = [load(name).with_(establishment=place, horizon_days=30) for name in ("baseline", "dynamic")]
    return of_runs([run(plan, 1) for plan in plans]).data


def result(arms: int, label: str = "Option", posterior: bool = False) -> dict:
    """A finished comparison: the first difference is clear, the second is open."""
    dice = random.Random(1)
    wide = (lambda x, d: [x - d, x + d]) if posterior else (lambda x, d: [None, None])

    def interval(x, d):
        low2, high2 = wide(x, 2 * d)
        return {"mean": x, "low": x - d, "high": x + d, "low2": low2, "high2": high2}

    rows = []
    for n, key in enumerate(OUTCOMES):
        means = [40.0 + 5 * n - 4 * k for k in range(arms)]
        rows.append({"key": key, "arms": [interval(x, 6) for x in means], "differences": [
            {"arm": k, **interval(means[k] - means[0], 3 if n == 0 else 30), "better": 0.9,
             "verdict": "better" if n == 0 else "nobody can say"} for k in range(1, arms)]})
    weekly = {key: [[[w * (0.6 + 0.1 * q) * (1 - 0.1 * k) for q in range(5)] for w in range(1, 53)] for k in range(arms)]
              for key in ("assaults", "tension", "staff_assaults", "selfharm")}
    pairs = {key: [[dice.gauss(-4 * k, 4) for _ in range(20)] for k in range(1, arms)] for key in OUTCOMES}
    return {"arms": [{"label": f"{label} {k}"} for k in range(arms)], "outcomes": rows, "weekly": weekly, "pairs": pairs,
            "summary": {"fr": ["Une phrase <b>sobre</b>."], "en": ["A <b>sober</b> sentence."]},
            "summary_sensitive": {"fr": ["Une phrase <b>sobre</b>.", "Et sur les automutilations."],
                                  "en": ["A <b>sober</b> sentence.", "And on self-harm."]},
            "cautions": {"fr": ["Une réserve."], "en": ["A caution."]},
            "cautions_sensitive": {"fr": ["Une réserve sur le suicide."], "en": ["A caution on suicide."]},
            "reproduce": {"command": "detente compare a.yaml b.yaml", "seeds": list(range(1, 21)), "version": "1.0",
                          "fingerprint": "abcdef0123456789"}}


def sensitivity() -> dict:
    """A finished search: one parameter beyond the noise, one within it."""
    bars = [{"key": "grudge.half_life", "label": {"fr": "Demi-vie d’une rancune", "en": "Half-life of a grudge"},
             "kind": "parameter", "assumed": True, "low_effect": -3.0, "high_effect": 5.0, "noise": 1.0},
            {"key": "search_rate", "label": {"fr": "Fouilles", "en": "Searches"}, "kind": "lever", "assumed": False,
             "low_effect": 0.3, "high_effect": -0.4, "noise": 1.0}]
    told = {"fr": "le classement bascule au-delà de 60 jours.", "en": "the ranking turns beyond 60 days."}
    return {"tornado": bars, "flips": [{"key": bars[0]["key"], "label": bars[0]["label"], "at": 60, "sentence": told}],
            "noise_floor": 1.0}


class Fake:
    """Answers a browser's requests; what was asked is kept.

    Attributes
    ----------
    asked : list of (method, path, body)
    jobs : dict
        What ``GET /api/jobs/ID`` answers; a test moves it on.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict | None]] = []
        self.jobs: dict[str, dict] = {}
        self.label = "Option"
        self.year_fault: dict | None = None
        self.yaml_fault: dict | None = None

    def __call__(self, route) -> None:
        """A Playwright route handler."""
        request = route.request
        if not request.url.startswith(ORIGIN):
            return route.abort()
        path = request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == "/desk":
            text, policy = page("en" if "lang=en" in request.url else "fr")
            return route.fulfill(body=text, content_type="text/html; charset=utf-8",
                                 headers={"Content-Security-Policy": policy})
        body = json.loads(request.post_data) if request.post_data else None
        self.asked.append((request.method, path, body))
        code, answer = self.answer(request.method, path, body)
        if path == "/api/report":
            name = f'attachment; filename="report.{body["format"]}"'
            return route.fulfill(body=b"report", headers={"Content-Disposition": name}, content_type="text/html")
        return route.fulfill(status=code, json=answer)

    def answer(self, method: str, path: str, body: dict | None) -> tuple[int, dict]:
        """Status and JSON."""
        if path == "/api/year":
            if self.year_fault:
                return 400, {"error": self.year_fault}
            totals = [{key: 40.0 - 3 * k for key in OUTCOMES} for k in range(2)]
            return 200, {"bundle": bundle(), "totals": totals, "first": "1", "ms": 1, "scaled": {"from": 600, "to": 200}}
        if path in ("/api/compare", "/api/sensitivity"):
            name = f"job{len(self.jobs)}"
            self.jobs[name] = {"state": "waiting", "done": 0, "total": 40, "eta_s": None, "place_in_queue": 2}
            return 202, {"job": name}
        if path.startswith("/api/jobs/"):
            job = self.jobs.get(path.rpartition("/")[2])
            if job is None:
                return 404, {"error": {"message": {"fr": "Inconnu.", "en": "Unknown."}}}
            if method == "DELETE":
                job["state"] = "stopped"
            return 200, job
        if path == "/api/check":
            if "relation_share: 0.8" in body["yaml"]:
                return 200, {"ok": True, "title": {"fr": "Mon projet", "en": "My plan"}, "errors": [],
                             "sets": {"levers": {"relation_share": 0.8}, "wings": {"2": {"regime": "open"}},
                                      "changes": [{"lever": "mediation_sessions", "to": 3.0, "from_day": 99, "wings": None}],
                                      "establishment": {"name": "Test", "inmates": 60, "capacity": 40, "occupancy": 1.5}}}
            fault = {"message": {"fr": "ce levier n’existe pas", "en": "there is no such lever"}, "line": 3,
                     "key": "levers.relation_shar", "given": "<img src=x onerror=alert(1)>", "allowed": "",
                     "wish": {"fr": "relation_share", "en": "relation_share"}}
            return 200, {"ok": False, "errors": [fault]}
        if path == "/api/yaml":
            if self.yaml_fault:
                return 400, {"error": self.yaml_fault}
            names = [f"{'ABCD'[k]}_option.yaml" for k in range(len(body["arms"]))]
            return 200, {"files": [{"yaml": f"schema: 1\n# {arm['label']}\n", "name": name}
                                   for arm, name in zip(body["arms"], names, strict=True)],
                         "command": f"detente compare {' '.join(names)} --seed 1 -n {body['seeds']}"}
        return 404, {}
