"""Two languages: every word there, said, well set and compiled; numbers and lists as each language writes them."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import sys

import pytest
from detente.errors import DetenteError
from detente.i18n import NARROW, catalogue, decimal, language, listing
from detente.locale import HOME, LANGUAGES, SENTENCES
from detente.locale import update as command
from detente.locale.check import faults
from detente.locale.files import ROOMS, TEMPLATE, messages, read, room_and_key, source, write

KEYS = [room_and_key(message) for message in messages(read(HOME / TEMPLATE))]


def test_nothing_is_wrong_with_the_words():
    assert faults() == [], "python -m detente.locale.update"


def bare(key):
    """Commands say `help.run` as `run`, pages `page.menu` as `menu`."""
    return key.removeprefix("help.").removeprefix("page.")


class Code:
    """What code says: keys in full, keys it begins (`f"col.{name}"`), and words of a template (`w.lead`)."""

    def __init__(self, text):
        self.full = set(re.findall(r"""["'`]([\w.]+)["'`]""", text))
        self.begun = set(re.findall(r"""["'`]([\w.]+)\.["'`{$]""", text))
        self.words = set(re.findall(r"""\bw(?:ords)?\.(\w+)""", text))
        self.called = re.findall(r"""\b(?:(?:text|say|told|phrase|t|tn)\(\s*|phrase\(lang,\s*)"([a-z_.A-Z0-9]+)\"""", text)

    def says(self, key):
        """A key in full, begun, or counted (`limit.1`, `days.one`)."""
        parts = bare(key).split(".")
        stems = {".".join(x[:k]) for x in (parts, key.split(".")) for k in range(1, len(x))} - {"help", "page"}
        counted = re.fullmatch(r"\d+|one|other", parts[-1]) and ".".join(parts[:-1]) in self.full
        return bool({key, bare(key)} & self.full) or parts[-1] in self.words or bool(stems & self.begun or counted)


@pytest.fixture(scope="module")
def code():
    """Everything that may say a word: Python, the front end, templates."""
    files = (path for end in ("py", "ts", "j2", "typ") for path in sorted(HOME.parent.rglob(f"*.{end}")))
    return Code("\n".join(path.read_text(encoding="utf-8") for path in files if "node_modules" not in path.parts))


def test_every_key_is_used_and_every_used_key_exists(code):
    assert [(room, key) for room, key in KEYS if room not in SENTENCES and not code.says(key)] == [], "never said"
    known = {name for _, key in KEYS for name in (key, bare(key))}
    used = set(code.called)
    assert len(used) > 200
    assert sorted(key for key in used if not {key, f"{key}.one"} & known) == [], "no such text"


def test_the_look_at_the_code_sees():
    code = Code("""t("day.n") phrase(f"col.{name}", lang) `step.${k}` bullets("limit") tn("days", 3) {{ w.lead }}
                   phrase(lang, "no.such")""")
    assert all(code.says(key) for key in ("day.n", "col.rank", "step.2", "limit.1", "days.other", "page.lead", "page.day.n"))
    assert not any(code.says(key) for key in ("day", "day.m", "colour", "limit.x", "cols.a", "leads"))
    assert code.called == ["day.n", "days", "no.such"]


def test_rooms():
    rooms = list(dict.fromkeys(room for room, _ in KEYS))
    assert rooms == sorted(rooms) and set(rooms) <= set(ROOMS), "say in locale/files.py what the room is"
    for room in rooms:
        keys = [key for at, key in KEYS if at == room]
        for lang in LANGUAGES:
            assert list(catalogue(f"{room}_{lang}")) == keys
    assert catalogue("fr") == catalogue("main_fr") and catalogue("app_fr")["back"] == "Étape précédente"
    assert catalogue("errors_en")["this key is unknown"] == "this key is unknown"
    assert catalogue("errors_fr")["this key is unknown"] == "cette clé est inconnue"
    for name in ("app_de", "nowhere_fr", "de"):
        with pytest.raises(KeyError):
            catalogue(name)


NO_CODE = shutil.ignore_patterns("*.py", "__pycache__")


@pytest.fixture
def whole(tmp_path):
    """The catalogue, elsewhere."""
    return shutil.copytree(HOME, tmp_path / "whole", ignore=NO_CODE)


@pytest.fixture(scope="module")
def one_room(tmp_path_factory):
    """The room of the lessons alone: what is wrong with a text is seen in it as in all of them, and sooner."""
    home = shutil.copytree(HOME, tmp_path_factory.mktemp("one") / "locale", ignore=NO_CODE)
    for path, lang in ((home / TEMPLATE, None), (source("fr", home), "fr")):
        catalog = read(path, lang)
        for message in messages(catalog):
            if room_and_key(message)[0] != "app":
                catalog.delete(message.id, message.context)
        write(catalog, path)
    assert command.main([], home) == 0
    return home


@pytest.fixture
def home(one_room, tmp_path):
    """A catalogue to spoil."""
    return shutil.copytree(one_room, tmp_path / "locale")


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


DAY = 'msgctxt "app|day.n"\nmsgid "Day {day}:"\nmsgstr "'


@pytest.mark.parametrize(("old", "new", "fault"), [
    (f"{DAY}Jour {{day}}{NARROW}:", DAY, "app|day.n: not translated"),
    (f"{DAY}Jour {{day}}{NARROW}:", f"{DAY}Jour {{jour}}{NARROW}:", "app|day.n: other {blanks}"),
    (f"{DAY}Jour {{day}}{NARROW}:", f"{DAY}Jour {{day{NARROW}:", "app|day.n: braces that do not close"),
    (f"{DAY}Jour {{day}}{NARROW}:", f"{DAY}Jour {{day}} :", "app|day.n: a narrow no-break space"),
    (f"{DAY}Jour {{day}}{NARROW}:", f"{DAY}L'heure {{day}}{NARROW}:", "app|day.n: the apostrophe is ’"),
    (DAY, f"#, fuzzy\n{DAY}", "app|day.n: in doubt"),
    (DAY, DAY.replace("day.n", "day.m"), "app|day.m: not in the template"),
    (DAY, DAY.replace("day.n", "day.m"), "app|day.n: not in the translation"),
    (DAY, "".join(f"#~ {line}\n" for line in DAY.split("\n")[:2]) + '#~ msgstr "x"\n\n' + DAY, "app|day.n: no longer said"),
])
def test_a_fault_of_the_translation_is_seen(home, capsys, old, new, fault):
    spoil(source("fr", home), old, new)
    told = faults(home)
    assert any(line.startswith(f"fr: {fault}") for line in told), told
    assert command.main(["--check"], home) == 1 and fault in capsys.readouterr().out


def test_a_fault_of_the_template_is_seen(home):
    day = 'msgctxt "app|day.n"\nmsgid "Day {day}:"\nmsgstr ""\n'
    others = 'msgctxt "errors|x"\nmsgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n'
    spoil(home / TEMPLATE, day, f'{day}\n{day.replace("Day", "On day")}\n{others}')
    told = "\n".join(faults(home))
    for fault in ("app|day.n: twice", "errors|x: neither a room", "None: neither a room", "en: the compiled catalogue is not"):
        assert fault in told


def test_a_compiled_catalogue_older_than_its_source_is_seen_and_made_anew(home):
    spoil(source("fr", home), "Étape précédente", "Étape d’avant")
    assert faults(home) == ["fr: the compiled catalogue is not that of the translation"]
    assert command.main([], home) == 0 and faults(home) == []
    source("fr", home, "mo").unlink()
    assert command.main(["--check"], home) == 1 and command.main([], home) == 0


def test_bringing_up_to_date_changes_nothing_that_is_right(whole):
    assert command.main([], whole) == 0
    before = {path: path.read_bytes() for path in whole.rglob("detente.*")}
    assert command.main([], whole) == 0 and len(before) == 4
    assert {path: path.read_bytes() for path in whole.rglob("detente.*")} == before


def test_a_word_comes_changes_and_goes(home):
    def french():
        return {x.context: x for x in messages(read(source("fr", home), "fr"))}

    assert command.main(["--add", "app", "zz.new", "New: {n}", f"Nouveau{NARROW}: {{n}}"], home) == 0
    assert command.main(["--add", "errors", "there is no moon", "il n’y a pas de lune"], home) == 0
    assert french()["app|zz.new"].string == f"Nouveau{NARROW}: {{n}}" and french()["app|zz.new"].auto_comments == [ROOMS["app"]]
    assert command.main(["--add", "app", "zz.new", "Newer", "Plus nouveau"], home) == 0 and french()["app|zz.new"].id == "Newer"
    spoil(home / TEMPLATE, '"Newer"', '"Newest"')
    assert command.main([], home) == 1
    kept = french()["app|zz.new"]
    assert kept.fuzzy and kept.string == "Plus nouveau"
    assert '#| msgid "Newer"' in source("fr", home).read_text(encoding="utf-8")
    spoil(home / TEMPLATE, f'#. {ROOMS["app"]}\nmsgctxt "app|zz.new"\nmsgid "Newest"\nmsgstr ""\n\n', "")
    assert command.main([], home) == 0 and "app|zz.new" not in french()


def test_what_cannot_be_done_is_said(home, capsys):
    for asked in ("--add app zz.new New", "--add errors a b c", "--add errors a b --check"):
        assert command.main(asked.split(), home) == 2 and "--add takes" in capsys.readouterr().err
    spoil(home / TEMPLATE, DAY, f"nonsense\n{DAY}")
    line = (home / TEMPLATE).read_text(encoding="utf-8").split("\n").index("nonsense") + 1
    assert command.main([], home) == 2 and f"{TEMPLATE}:{line}: " in capsys.readouterr().err


def test_speaking_needs_the_standard_library_only():
    looked = ("import sys; from detente.i18n import text; from detente.cli import main; text('yes', 'fr');"
              "print([m for m in ('babel', 'numpy', 'numba') if m in sys.modules])")
    assert subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize(("env", "lang"), [
    ({}, "en"), ({"LANG": "fr_FR.UTF-8"}, "fr"), ({"LANG": "fr_FR", "LC_ALL": "C"}, "en"), ({"LANG": "de_DE"}, "en"),
    ({"LANG": "fr_FR", "DETENTE_LANG": "en"}, "en"), ({"DETENTE_LANG": "FR"}, "fr"),
])
def test_language(env, lang):
    assert language(None, env) == lang
    assert language("fr", env) == "fr"


def test_other_languages_are_refused():
    with pytest.raises(DetenteError, match="fr, en"):
        language("de", {})


@pytest.mark.parametrize(("x", "fr", "en"), [
    (1234.5, f"1{NARROW}234", "1,234"), (-0.0123, "−0,012", "−0.012"), (0.0, "0", "0"), (12.34, "12,3", "12.3"),
    (math.nan, "–", "–"), (math.inf, "∞", "∞"), (-0.0001, "0,000", "0.000"),
])
def test_numbers(x, fr, en):
    assert decimal(x, "fr") == fr and decimal(x, "en") == en


def test_signs_and_lists():
    assert decimal(0.5, "en", 1, sign=True) == "+0.5" and decimal(0.0, "en", 1, sign=True) == "0.0"
    assert listing(["a", "b", "c"], "fr") == "a, b et c" and listing([], "en") == ""
    assert listing(["a", "b", "c"], "en") == "a, b and c" and listing(["a", "b"], "en") == "a and b"
