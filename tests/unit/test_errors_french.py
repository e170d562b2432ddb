"""Every error a user can read exists in French: looked for in the source, then read off real mistakes."""

from __future__ import annotations

import ast
import pickle
import re
import string
from pathlib import Path

import pytest
from detente import cli, errors, heard
from detente.errors import DetenteError, Said, said, span, spoken
from detente.i18n import NARROW, catalogue

PACKAGE = Path(errors.__file__).parent
POSITIONS = {"DetenteError": {"what": 0, "key": 3, "given": 4, "allowed": 5, "wish": 6}, "fail": {"what": 0},
             "error": {"what": 0}, "unknown": {"wish": 4}}
WORDS = re.compile(r"[\w.-]+(, [\w.-]+)*")
PROSE = re.compile(r"(?<![.\w])[A-Za-z]{2,}")
QUOTED = re.compile(r"`[^`]*`|'[^']*'|«[^»]*»")
TELLTALE = (" the ", " is ", " expected", "given:", "allowed", "did you mean", r"(?<!y) a ", "at most", " to ", " of ",
            " and ", " or ", " on ", "this ", "write ", " with ", " not ")


def french():
    return catalogue("errors_fr")


def blanks(template):
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


class Source:
    """The sentences of one file: those to be said in French, and those that cannot be."""

    def __init__(self, text, name="f.py"):
        self.sentences, self.made, self.faults, self.name = set(), [], [], name
        tree = ast.parse(text)
        self._look(tree, tree)

    def _look(self, node, function):
        for child in ast.iter_child_nodes(node):
            self._look(child, child if isinstance(child, ast.FunctionDef) else function)
            if isinstance(child, ast.Call):
                called = child.func.attr if isinstance(child.func, ast.Attribute) else getattr(child.func, "id", "")
                if called in ("said", "Said") and child.args and isinstance(child.args[0], ast.Constant):
                    self.made.append((child.args[0].value, sorted(k.arg for k in child.keywords if k.arg)))
                elif called in ("said", "Said") and child.args and isinstance(child.args[0], ast.JoinedStr):
                    self._fault(child, "a template is a plain string")
                for part, at in self._parts(called, child):
                    self._sentence(at, function) if part in ("what", "wish") else self._verbatim(at, function)

    @staticmethod
    def _parts(called, call):
        if called in POSITIONS:
            yield from ((part, call.args[at]) for part, at in POSITIONS[called].items() if at < len(call.args))
            yield from ((k.arg, k.value) for k in call.keywords if k.arg in ("what", "key", "given", "allowed", "wish"))

    def _fault(self, node, why):
        self.faults.append(f"{self.name}:{node.lineno}: {why}: {ast.unparse(node)[:80]}")

    def _sentence(self, node, function):
        for leaf in leaves(node, function):
            if isinstance(leaf, ast.JoinedStr):
                if PROSE.search(fixed(leaf)):
                    self._fault(leaf, "an f-string cannot be said in French")
            elif leaf.value:
                self.sentences.add(leaf.value)

    def _verbatim(self, node, function):
        for leaf in leaves(node, function):
            prose = PROSE.search(fixed(leaf)) if isinstance(leaf, ast.JoinedStr) else not WORDS.fullmatch(leaf.value)
            if prose and re.search("[A-Za-z]", fixed(leaf)):
                self._fault(leaf, "prose stands in what is shown as it is")


def fixed(node):
    """What a literal says whatever its values are."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def leaves(node, function, depth=0):
    """The literal texts an expression may give, names followed to what the function sets them to."""
    if isinstance(node, ast.JoinedStr) or isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    below = {ast.IfExp: lambda n: [n.body, n.orelse], ast.BoolOp: lambda n: n.values, ast.Dict: lambda n: n.values,
             ast.BinOp: lambda n: [n.left, n.right]}.get(type(node), lambda n: [])(node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        below = [node.func.value]
    if isinstance(node, ast.Name) and depth < 4:
        below = [a.value for a in ast.walk(function) if isinstance(a, ast.Assign)
                 and any(isinstance(t, ast.Name) and t.id == node.id for t in a.targets)]
    for part in below:
        yield from leaves(part, function, depth + 1)


@pytest.fixture(scope="module")
def sources():
    """Every file of the package."""
    return [Source(path.read_text(encoding="utf-8"), str(path.relative_to(PACKAGE)))
            for path in sorted(PACKAGE.rglob("*.py"))]


@pytest.fixture(scope="module")
def wanted(sources):
    """Everything that must be in the catalogue."""
    from detente.declare.levers import LEVERS
    from detente.mechanisms import PARAMETERS

    found = {*heard.SYSTEM, *heard.YAML, *heard.COMMAND_LINE, *(x.unit for x in (*LEVERS, *PARAMETERS.values()))}
    return found.union(*(source.sentences | {template for template, _ in source.made} for source in sources))


def test_every_sentence_of_an_error_can_be_said_in_french(sources, wanted):
    assert [fault for source in sources for fault in source.faults] == []
    assert len(wanted) > 250 and sorted(wanted - set(french())) == [], "no French in the room errors"
    for source in sources:
        for template, fields in source.made:
            assert not fields or sorted(set(blanks(template))) == fields, (source.name, template)


def test_the_catalogue_holds_nothing_else_and_the_same_blanks(wanted):
    assert sorted(set(french()) - wanted) == [], "never said"
    for template, text in french().items():
        assert blanks(template) == blanks(text), template


@pytest.mark.parametrize("template", catalogue("errors_fr"))
def test_french_typography(template):
    text = re.sub(r"\{\w*[^}]*\}", "", re.sub(r"`[^`]*`", "x", french()[template]))
    assert "'" not in text and not re.search(r"[ \u00a0][;:?!%»]|«[ \u00a0]|\w[;?!]|\w: ", text), text


@pytest.mark.parametrize(("code", "sentences", "faults"), [
    ("raise DetenteError('no such file', label, wish='look' if x else None)", {"no such file", "look"}, 0),
    ("raise DetenteError(f'no such {sort}', label)", set(), 1),
    ("def f(self):\n wish = 'go'\n self.fail('wrong', node, key, wish=wish, allowed='on, off')", {"go", "wrong"}, 0),
    ("raise DetenteError('wrong', allowed='at most 3')", {"wrong"}, 1),
    ("raise DetenteError('wrong', given=f'{n} lines')", {"wrong"}, 1),
    ("raise here.error(said('no wing {n}', n=3), given=f'{n}', wish=f'{name}.yaml')", set(), 0),
    ("said(f'no wing {n}')", set(), 1),
])
def test_the_look_at_the_source_sees(code, sentences, faults):
    source = Source(code)
    assert source.sentences == sentences and len(source.faults) == faults, source.faults


def test_said_is_english_until_asked():
    text = said("the shares sum to {total:.6g}, not 1", total=1.25)
    error = DetenteError(said("one row of answers must sum to 1: {reason}", reason=text), "a.yaml", 3, "levers",
                         given=said("nothing"), allowed=span("0.5", 2, "days"), wish="remove the quotes")
    assert str(error) == ("a.yaml:3: levers: one row of answers must sum to 1: the shares sum to 1.25, not 1 (given: nothing)"
                          " - allowed: 0.5 to 2 days - remove the quotes")
    assert error.text("fr") == (
        f"a.yaml:3: levers: la somme d’une ligne de réponses doit être égale à 1{NARROW}: la somme des parts est de 1,25, et "
        f"non de 1 (reçu{NARROW}: rien) - admis{NARROW}: de 0.5 à 2 jours - retirez les guillemets")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) and again.text("fr") == error.text("fr") and again == error
    assert spoken("not in the catalogue {at all}", "fr") == "not in the catalogue {at all}"
    assert DetenteError("wrong", given="nothing", allowed="days").text("fr").count("nothing") == 1, "words of a file stay"


def test_what_libraries_say_is_recognised_or_quoted():
    told = heard.heard("Option '--seed' requires an argument.")
    assert told == "Option '--seed' requires an argument." and told.text("fr") == "l’option --seed demande une valeur"
    assert heard.heard("something new").text("fr") == f"«{NARROW}something new{NARROW}»"
    assert heard.reason(OSError(28, "No space left on device")).text("fr") == "plus de place sur le disque"
    token = heard.heard("expected ',' or '}', but got '<block end>'")
    assert token.text("fr") == "une `,` ou une `}` est attendue, et non '<block end>'"


HEAD = "schema: 1\nestablishment: {capacity: 90}\n"
FILES = {
    "unknown key": (HEAD + "levrs: {}\n", "cette clé est inconnue"),
    "lever at the top": (HEAD + "relation_share: 1\n", "mettez `relation_share` sous `levers:`"),
    "typo": (HEAD + "levers: {relation_shar: 1}\n", f"vouliez-vous dire `relation_share`{NARROW}?"),
    "two near": (HEAD + "levers: {cell_days_refusl: 1}\n", "vouliez-vous dire"),
    "bounds": (HEAD + "levers: {relation_share: 3}\n", "de 0 à 1 (part)"),
    "unit": (HEAD + "levers: {inmates_per_officer: 99}\n", "de 0.5 à 12 personnes détenues par surveillant"),
    "comma": (HEAD + "levers: {relation_share: '0,5'}\n", f"s’écrivent avec un point{NARROW}: 0.5"),
    "percent": (HEAD + "levers: {relation_share: 50 %}\n", "cette part s’écrit 0.5"),
    "list": (HEAD + "levers: [1]\n", f"(reçu{NARROW}: une liste)"),
    "nothing": (HEAD + "levers:\n", "rien n’est écrit après cette clé"),
    "choice": (HEAD + "levers: {regime: opened}\n", "aucun des choix"),
    "switch": (HEAD + "switches: {fear: no}\n", "écrivez `off`"),
    "core": (HEAD + "switches: {duty: off}\n", "toujours active"),
    "row": (HEAD + "levers: {response: {threat: {cell: 0.7, warning: 0.6}}}\n", "est de 1,3, plus de 1"),
    "wing": (HEAD + "wings: {4: {regime: open}}\n", "il n’y a pas d’aile 4"),
    "wings": (HEAD.replace("90", "90, wings: 99"), "un nombre entier, de 1 à 60 ailes"),
    "change": (HEAD + "changes: [{lever: regime, to: open, from_day: 999}]\n", "au jour 999 sur 365"),
    "overlap": (HEAD + "changes:\n" + "- {lever: regime, to: open, from_day: 5, until_day: 9}\n" * 2, "en même temps"),
    "full": ("establishment: {capacity: 100, inmates: 950}\n", f"personnes détenues{NARROW}: 950 pour 100 places, soit 9,5"),
    "prison": ("establishment: MA LYON CORBA\n", "aucun établissement français"),
    "prisons": ("establishment: lyon saint\n", "établissement"),
    "parent": ("extends: basline\n", "le scénario à prolonger n’existe pas"),
    "yaml": (HEAD + "levers: {relation_share: [1}\n", "ce n’est pas du YAML"),
    "tab": (HEAD + "levers:\n\trelation_share: 1\n", "et non des tabulations"),
    "empty": ("", "ce fichier est vide"),
    "anchor": (HEAD + "levers: &a {}\n", "les ancres et les alias"),
    "twice": (HEAD + "seed: 1\nseed: 2\n", "la première fois à la ligne 3"),
    "bytes": (b"title: \xe9t\xe9\n", "l’octet 8 vaut 0xE9"),
    "NUL": (b"title: \0\n", "un caractère nul"),
}
LINES = {
    "run dynamc": "aucun scénario fourni",
    "run nowhere.yaml": "ce fichier n’existe pas",
    "run .": "c’est un dossier",
    "run baseline --set relation_share": f"admis{NARROW}: nom=valeur",
    "run baseline --param tension.half_life=-1": "hors bornes",
    "run baseline --off faer": "cette clé est inconnue",
    "run baseline --replicates 0": "de 1 à 10000",
    "run baseline --establishment lyon": "établissement",
    "compare baseline": "au moins deux scénarios",
    "compare baseline dynamic --threads 0": "1 ou plus",
    "run baseline --seed many": "un nombre entier est attendu",
    "run baseline --seed": "demande une valeur",
    "run baseline --json=3": "ne prend pas de valeur",
    "run a b c": f"arguments en trop{NARROW}: b c",
    "incident tiny many": "un nombre entier est attendu",
    "incident tiny 0": "ces résultats n’existent pas",
    "establishments --type xx": "ce type d’établissement",
    "new a.txt": "se termine par .yaml",
    "new no/a.yaml": "fichier ou dossier introuvable",
    "run baseline --lang de": "cette langue n’est pas parlée ici",
    "new " + "y" * 300 + ".yaml": "nom de fichier trop long",
}


def refused(capsys, *args):
    code, (out, err) = cli.main(list(args)), capsys.readouterr()
    assert code == 2 and out == "" and err.count("\n") == 1
    return err.removeprefix("detente: ").rstrip()


def leftover(line):
    bare = QUOTED.sub("…", line)
    return [word for word in TELLTALE if re.search(word, f" {bare} ", re.I)]


def test_the_look_for_leftovers_sees():
    assert leftover("clé: this key is unknown (given: 'x')") and leftover("hors bornes - allowed: 0 to 1")
    assert not leftover(f"il y a trop de places (reçu{NARROW}: 'the end') - écrivez `on`")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to make mistakes in, under a French locale."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_LANG", raising=False)
    monkeypatch.delenv("DETENTE_DEBUG", raising=False)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_mistakes_in_a_file_are_told_in_french(here, capsys, name):
    content, part = FILES[name]
    (here / "f.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    line = refused(capsys, "check", "f.yaml")
    assert part in line and line.startswith("f.yaml:") and not leftover(line), line
    assert refused(capsys, "check", "f.yaml", "--lang", "en") != line


@pytest.mark.parametrize("args", LINES)
def test_mistakes_on_the_command_line_are_told_in_french(here, capsys, args):
    line = refused(capsys, *args.split())
    assert LINES[args] in line and not leftover(line), line


def test_remarks_are_in_french_too(here, capsys):
    (here / "f.yaml").write_text("establishment: {capacity: 90}\nlevers: {search_rate: 9}\n")
    assert cli.main(["check", "f.yaml"]) == 0
    out = capsys.readouterr().out
    assert "la ligne `schema: 1` manque" in out and "par personne détenue et par semaine" in out and not leftover(out)


def test_french_is_read_only_when_it_is_needed(here, capsys, monkeypatch):
    def never(name):
        raise AssertionError(name)

    monkeypatch.setattr(errors, "catalogue", never)
    assert cli.main(["--help"]) == 0 and cli.main(["run", "dynamc", "--lang", "en"]) == 2
    with pytest.raises(AssertionError, match="errors_fr"):
        Said("nothing").text("fr")
