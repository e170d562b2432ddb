"""``detente report``: files that stand alone, tagged, escaped; hostile folders refused in one line."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser

import pytest
from detente import cli
from detente.report.document import pdf as setting
from detente.report.document.html import MOST



@pytest.fixture(scope="module")
def made(kept, tmp_path_factory):
    """A report on each of the results, in both languages."""
    pytest.importorskip("typst")
    base, out = tmp_path_factory.mktemp("reports"), {}
    for name, folder in kept.items():
        assert cli.main(["report", str(folder), "--lang", "both", "--out", str(base / name)]) == 0
        out[name] = base / name
    return out


class Outline(HTMLParser):
    """Headings, tags and addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.levels, self.links, self.loaded = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            self.links.append(given["href"])
        self.loaded += [v for k, v in attrs if k in ("src", "srcset", "data", "poster") or k.endswith("href") and tag != "a"]


@pytest.mark.parametrize("name", ["plain", "three", "harm", "run"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_page_stands_alone_and_is_well_made(made, name, lang):
    text = (made[name] / f"report_{lang}.html").read_text(encoding="utf-8")
    assert len(text.encode()) < MOST
    page = Outline(text)
    names = [tag for tag, _ in page.tags]
    assert {"script", "iframe", "object", "embed", "img", "form", "base"}.isdisjoint(names)
    assert all(x.startswith("#") for x in page.loaded), "nothing is loaded from anywhere"
    assert "@import" not in text and not re.search(r"url\((?!#)", text)
    assert all(re.match(r"#|https?://", x) for x in page.links)
    assert dict(page.tags[[t for t, _ in page.tags].index("html")][1])["lang"] == lang
    assert names.count("h1") == names.count("main") == names.count("header") == names.count("footer") == 1
    assert page.levels[0] == 1 and all(b - a <= 1 for a, b in zip(page.levels, page.levels[1:], strict=False))
    assert names.count("table") == names.count("caption") and names.count("table") >= 4
    assert all(given.get("scope") in ("col", "row") for tag, given in page.tags if tag == "th")
    assert all(given.get("role") == "img" and given.get("aria-label") for tag, given in page.tags if tag == "svg")
    assert names.count("details") == names.count("figure") == names.count("svg") >= 1
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids)) and all(x[1:] in ids for x in page.links if x.startswith("#"))
    assert "built-in method" not in text


@pytest.mark.parametrize("name", ["plain", "three", "harm", "run"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pdf_is_tagged(made, name, lang):
    content = (made[name] / f"report_{lang}.pdf").read_bytes()
    assert content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF") and len(content) < 5_000_000
    whole = content + b"".join(_streams(content))
    assert b"/StructTreeRoot" in whole and b"/MarkInfo" in whole and b"pdfuaid" in whole
    assert f"/Lang({lang}".encode() in whole.replace(b" ", b"")


def _streams(content):
    import zlib

    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            yield zlib.decompressobj().decompress(found.group(1))
        except zlib.error:
            continue


def test_titles_that_mean_harm_are_only_text(made):
    for lang in ("fr", "en"):
        text = (made["harm"] / f"report_{lang}.html").read_text(encoding="utf-8")
        assert "<script" not in text and "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_same_results_give_the_same_bytes(kept, made, tmp_path):
    assert cli.main(["report", str(kept["run"]), "--lang", "en", "--out", str(tmp_path / "again")]) == 0
    for end in ("html", "pdf"):
        assert (tmp_path / "again" / f"report_en.{end}").read_bytes() == (made["run"] / f"report_en.{end}").read_bytes()


def test_without_typst_the_page_is_made_and_the_extra_named(kept, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(setting, "available", lambda: False)
    monkeypatch.setattr("detente.report.document.publish.available", lambda: False)
    assert cli.main(["report", str(kept["run"]), "--lang", "en", "--out", str(tmp_path / "r")]) == 2
    assert "detente[report]" in capsys.readouterr().err.splitlines()[-1]
    assert sorted(p.name for p in (tmp_path / "r").iterdir()) == ["report.json", "report_en.html"]
    assert cli.main(["report", str(kept["run"]), "--lang", "en", "--no-pdf", "--out", str(tmp_path / "s")]) == 0


def test_a_report_is_replaced_and_nothing_else_is(kept, tmp_path, capsys):
    out = tmp_path / "r"
    call = ["report", str(kept["run"]), "--lang", "en", "--no-pdf", "--force", "--json", "--out", str(out)]
    assert cli.main(call) == cli.main(call) == 0
    assert json.loads(capsys.readouterr().out.split("}\n")[0] + "}")["files"] == ["report_en.html"]
    (out / "report.json").unlink()
    assert cli.main(call) == 2 and "left alone" in capsys.readouterr().err


def refused(capsys, folder, *more):
    code, (out, err) = cli.main(["report", str(folder), "--lang", "en", "--no-pdf", *more]), capsys.readouterr()
    assert code == 2 and out == "" and err.count("\n") == 1 and "Traceback" not in err, err
    return err


def spoil(name):
    def edit(folder, change):
        path = folder / "manifest.json"
        tree = json.loads(path.read_text(encoding="utf-8"))
        change(tree)
        path.write_text(json.dumps(tree), encoding="utf-8")

    return {
        "no table": lambda f: (f / "replicates.parquet").unlink(),
        "changed": lambda f: (f / "daily.parquet").write_bytes(b"PAR1"),
        "no manifest": lambda f: (f / "manifest.json").unlink(),
        "no JSON": lambda f: (f / "manifest.json").write_text("{"),
        "other": lambda f: (f / "manifest.json").write_text('{"format": "else"}'),
        "list": lambda f: (f / "manifest.json").write_text("[1]"),
        "runs": lambda f: edit(f, lambda t: t.update(runs=[3])),
        "no runs": lambda f: edit(f, lambda t: t.update(runs=[])),
        "arms": lambda f: edit(f, lambda t: t["comparison"].update(arms=["nobody"])),
        "about": lambda f: edit(f, lambda t: t.update(comparison=7)),
        "seeds": lambda f: edit(f, lambda t: t["comparison"].update(seeds=[99])),
        "level": lambda f: edit(f, lambda t: t["comparison"].update(level="x")),
        "digest": lambda f: edit(f, lambda t: t["runs"][0].pop("digest")),
        "scenario": lambda f: edit(f, lambda t: t["runs"][0]["scenario"]["levers"].update(relation_share="x")),
        "file left out": lambda f: edit(f, lambda t: t["files"].pop("replicates.parquet")),
        "way out": lambda f: edit(f, lambda t: t["files"].update({"../../etc/passwd": "0"})),
    }[name]


@pytest.mark.parametrize("name", ["no table", "changed", "no manifest", "no JSON", "other", "list", "runs", "no runs", "arms",
                                  "about", "seeds", "level", "digest", "scenario", "file left out", "way out"])
def test_a_spoilt_folder_is_refused_in_one_line(kept, tmp_path, capsys, name):
    shutil.copytree(kept["plain"], tmp_path / "r")
    spoil(name)(tmp_path / "r")
    refused(capsys, tmp_path / "r", "--out", str(tmp_path / "made"))
    assert not (tmp_path / "made").exists() and [p.name for p in tmp_path.iterdir()] == ["r"]


def test_other_things_are_refused(tmp_path, capsys, kept):
    refused(capsys, tmp_path / "nowhere")
    refused(capsys, tmp_path)
    from detente.study.store import PLAN

    (tmp_path / "study").mkdir()
    (tmp_path / "study" / PLAN).write_text("{}")
    assert "folder of a study" in refused(capsys, tmp_path / "study")
    (tmp_path / "file").write_text("x")
    refused(capsys, tmp_path / "file")
    assert "neither" in refused(capsys, kept["plain"], "--out", str(tmp_path / "m"), "--sensitivity", str(tmp_path))
    assert cli.main(["report", str(kept["plain"]), "--lang", "de"]) == 2
