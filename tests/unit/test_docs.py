"""The documentation says what is true: its commands parse, its Python runs, its generated pages are up to date."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from detente.report import overview
from detente.report.overview_words import MOMENTS, WORDS

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.fr.md")
DOCS = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/model.md", "docs/not-for.md", "docs/mechanisms.md",
        "docs/mecanismes.md", "docs/odd.md", "docs/odd.fr.md", "docs/trace.md", "docs/trace.fr.md",
        "docs/laboratory.md", "docs/laboratory.fr.md")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
ORDINARY_SPACE = re.compile(r"(?<=[\w%»)’])[ \u00a0][;:?!](?=\s|$)|« | »|«\u00a0|\u00a0»")
NO_SPACE = re.compile(r"(?<=[a-zéèêàùçîô)])[;?!](?=\s|$)|(?<=[a-zéèêàùçîô)]):(?=\s)|«(?!\u202f)|(?<!\u202f)»")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text(name), re.S)


def shell_lines(name: str) -> list[str]:
    return [line for block in blocks(name, "sh") for line in block.splitlines() if line.strip()]


def detente_calls(name: str) -> list[list[str]]:
    """Arguments of every call of the console command in the shell blocks of a file."""
    calls = []
    for line in shell_lines(name):
        for part in line.split("&&"):
            words = shlex.split(part, comments=True)
            if words and words[0].rpartition("/")[2] == "detente":
                calls.append(words[1:])
    return calls


@pytest.mark.parametrize("name", READMES)
def test_commands_of_the_readme_exist(name):
    """Parsed by the very commands, options and all, without running them; a mistyped option fails here."""
    import typer

    from detente.cli import app
    from detente.scenario import files

    group = typer.main.get_command(app)
    context = group.make_context("detente", ["scenarios"])
    calls, written = detente_calls(name), set()
    assert len(calls) >= 10
    for words in calls:
        if words[:1] == ["--lang"]:
            words = words[2:]
        command = group.get_command(context, words[0])
        assert command is not None, words
        inner = command.make_context(words[0], list(words[1:]), parent=context)
        if words[0] == "new":
            written.add(inner.params["file"])
        for asked in [inner.params.get("scenario"), *(inner.params.get("scenarios") or []), inner.params.get("parent")]:
            there = asked is not None and any(ROOT.glob(asked))  # a file of this repository, or a pattern the shell fills in
            assert asked is None or asked in files.shipped_names() or asked in written or there, (words, asked)
        place = inner.params.get("establishment")
        if place is not None:
            from detente.scenario import find_establishment

            find_establishment(place)


def test_parser_of_commands_refuses_what_does_not_exist():
    """The check above can fail."""
    import typer

    from detente.cli import app

    group = typer.main.get_command(app)
    context = group.make_context("detente", ["scenarios"])
    assert group.get_command(context, "run") is not None
    with pytest.raises(Exception, match="no-such-option|No such option"):
        group.get_command(context, "run").make_context("run", ["baseline", "--no-such-option"], parent=context)


def test_both_readmes_have_the_same_two_first_commands():
    first, second = (["--lang fr " not in line and line or line.replace("--lang fr ", "") for line in shell_lines(name)[:2]]
                     for name in READMES)
    assert first == second
    assert first[0].endswith("detente compare coercive dynamic") and first[1].endswith("-m pytest")
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in first)


@pytest.mark.parametrize("name", READMES)
def test_the_python_of_the_readme_runs(name, capsys):
    (snippet,) = blocks(name, "python")
    exec(compile(snippet, name, "exec"), {"__name__": "readme"})
    shown = capsys.readouterr().out
    assert "difference" in shown and re.search(r"^\d+ \d+$", shown, re.M)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_generated_pages_are_up_to_date(lang):
    assert text(overview.PAGES[lang]) == overview.page(lang), "run: python -m detente.report.documents --write ."


def test_the_command_beside_a_generated_page_prints_it():
    for lang, page in overview.PAGES.items():
        command = f"python -m detente.report.overview --lang {lang} > {page}"
        assert command in text(page) and command in text("docs/model.md")
    done = subprocess.run([sys.executable, "-m", "detente.report.overview", "--lang", "fr"], capture_output=True, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == overview.page("fr")


def test_every_mechanism_is_on_the_page_once():
    from detente.mechanisms import MECHANISMS, SCHEDULE

    for lang in ("en", "fr"):
        lines = overview.mechanism_table(lang).splitlines()[2:]
        assert len(lines) == len(MECHANISMS)
        assert [line for line in lines if line.startswith("| M")] == lines[-sum(m.switchable for m in MECHANISMS):]
        assert len(overview.schedule_table(lang).splitlines()) == 2 + len(SCHEDULE)
    assert WORDS["en"].keys() == WORDS["fr"].keys() and MOMENTS["en"].keys() == MOMENTS["fr"].keys()


def test_every_source_cited_by_a_mechanism_is_in_the_data():
    assert overview.unresolved() == []


@pytest.mark.parametrize("name", READMES)
def test_every_shipped_scenario_is_mentioned(name):
    from detente.scenario.files import shipped_names

    assert [x for x in shipped_names() if f"`{x}`" not in text(name)] == []


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_somewhere(name):
    here = (ROOT / name).parent
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(name)):
        assert link.startswith("http") or (here / link).exists(), link


def test_no_placeholder_is_left():
    for name in DOCS:
        assert not re.search(r"@[A-Z_]{4,}@|TODO|FIXME", text(name)), name


def french_of_the_model() -> list[tuple[str, str]]:
    """(where, text) of every French text declared in the code or in a scenario file."""
    from detente.declare.levers import LEVERS
    from detente.i18n import catalogue
    from detente.mechanisms import MECHANISMS
    from detente.scenario import files
    from detente.scenario.yaml_reader import plain, read_file

    said = [(m.key, m.fr) for m in MECHANISMS] + [(x.name, x.fr) for m in MECHANISMS for x in m.parameters]
    said += [(x.name, x.fr) for x in LEVERS] + [(f"locale {key}", value) for key, value in catalogue("fr").items()]
    for name in files.shipped_names():
        tree = plain(read_file(files.find(name), name))
        said += [(f"{name}.yaml {part}", tree[part]["fr"]) for part in ("title", "question", "notes") if part in tree]
    return said


def french_of_the_docs() -> list[tuple[str, str]]:
    """(file:line, text) of the French pages, code left out; of the pages in two languages, the second half."""
    said = []
    for name, start in (("README.fr.md", ""), ("docs/laboratory.fr.md", ""), ("docs/model.md", "# Le modèle"),
                        ("docs/not-for.md", "# Ce à quoi")):
        whole = text(name)
        first = whole.index(start)
        bare = CODE.sub(lambda m: "x" + "\n" * m.group().count("\n"), whole[first:])
        offset = whole[:first].count("\n") + 1
        said += [(f"{name}:{offset + k}", line) for k, line in enumerate(bare.splitlines())]
    return said


def offenders(said: list[tuple[str, str]]) -> list[str]:
    """Where a double mark or a guillemet lacks its narrow no-break space, or an apostrophe is straight."""
    bad = []
    for where, words in said:
        bare = re.sub(r"https?://\S+|\{[^}]*\}|--\w+", "x", words)
        found = [*ORDINARY_SPACE.finditer(bare), *NO_SPACE.finditer(bare), *re.finditer(r"(?<=\w)'(?=\w)", bare)]
        bad += [f"{where}: …{bare[max(0, m.start() - 15): m.end() + 10]}…" for m in found]
    return bad


@pytest.mark.parametrize("good, bad", [("Quoi\u202f?", "Quoi ?"), ("un\u202f; deux", "un; deux"), ("l’aile", "l'aile"),
                                       ("«\u202foui\u202f»", "« oui »"), ("un\u202f: deux", "un\u00a0: deux")])
def test_the_look_at_typography_sees(good, bad):
    assert offenders([("", good)]) == [] and len(offenders([("", bad)])) >= 1


def test_french_pages_have_narrow_spaces():
    assert offenders(french_of_the_docs()) == []


def test_french_labels_have_narrow_spaces():
    assert offenders(french_of_the_model()) == []
