"""The reader keeps lines, reads YAML 1.2 as written, and refuses the rest at once and in one sentence."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import DetenteError
from detente.scenario.yaml_reader import node_of, parse, plain, read_file

AS_WRITTEN = [
    ("no", "no"), ("off", "off"), ("yes", "yes"), ("010", 10), ("0o10", 8), ("0x1F", 31), ("12:30", "12:30"),
    ("1e-3", 0.001), ("1_000", "1_000"), ("1.", 1.0), (".5", 0.5), ("-7", -7), ("+3", 3), ("~", None), ("", None),
    ("null", None), ("true", True), ("FALSE", False), ("'no'", "no"), ('"1"', "1"), ("2024-01-01", "2024-01-01"),
    ("[1, a, 2.5]", [1, "a", 2.5]), ("{b: 1}", {"b": 1}), ("=", "="), ("'l''aile'", "l'aile"), ("café", "café"),
]


@pytest.mark.parametrize("text, value", AS_WRITTEN)
def test_reads_as_written(text, value):
    read = plain(parse(f"a: {text}\n", "f.yaml"))["a"]
    assert read == value and type(read) is type(value)


def test_lines_of_keys_and_values():
    root = parse("a: 1\nb:\n  c: 2\n  d:\n    - x\n    - y\n", "f.yaml")
    assert root.value["a"].line == 1
    assert root.value["b"].key_line == 2
    inside = root.value["b"].value
    assert (inside["c"].line, inside["d"].key_line) == (3, 4)
    assert [item.line for item in inside["d"].value] == [5, 6]


def test_bom_and_windows_lines():
    assert plain(parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f.yaml")) == {"a": 1, "b": 2}


HOSTILE = {
    "alias bomb": "a: &a [x, x]\nb: [*a, *a]\n",
    "merge bomb": "a: {b: 1}\nc: {<<: {d: 1}}\n",
    "alias without anchor": "a: *b\n",
    "python tag": "a: !!python/object/apply:os.system ['true']\n",
    "plain tag": "a: !!str 1\n",
    "non-specific tag": "a: ! 1\n",
    "deep flow": "a: " + "[" * 5000 + "]" * 5000,
    "deep flow, spread": "a: " + "[x, " * 900,
    "deep maps": "{a: " * 900,
    "deep block": "".join(" " * i + f"k{i}:\n" for i in range(300)),
    "deep dashes": "- " * 5000,
    "2 MB list": "a: [" + "1, " * 700_000 + "1]",
    "240 kB list": "a:\n" + "- 1\n" * 9_000,
    "one long line": "a: " + "x" * 200_000,
    "many lines": "\n" * 200_000 + "a: 1",
    "many keys": "".join(f"k{i}: 1\n" for i in range(9_000)),
    "duplicate keys": "a: 1\nb: 2\na: 3\n",
    "duplicate keys in flow": "a: {b: 1, b: 2}\n",
    "long int": "a: " + "9" * 3_900,
    "long int in a key": "9" * 900 + ": 1",
    "huge float": "a: 1e999\n",
    "long float": "a: 0." + "1" * 3_000,
    ".inf": "a: .inf\n", "-.INF": "a: -.INF\n", ".nan": "a: .nan\n",
    "NUL": "a: 1\nb: \0\n",
    "bell": "a: \a\n",
    "escaped NUL": 'a: "\\0"\n',
    "escaped surrogate": 'a: "\\ud800"\n',
    "escape out of range": 'a: "\\U99999999"\n',
    "bad escape": 'a: "\\q"\n',
    "latin-1": "a: é\n".encode("latin-1"),
    "UTF-16": "a: 1\n".encode("utf-16"),
    "surrogate bytes": b"a: \xed\xa0\x80\n",
    "gzip": b"\x1f\x8b\x08\x00\x00",
    "empty": "", "spaces": "  \n\n", "only a comment": "# nothing\n", "only dashes": "---\n", "null": "~\n",
    "a list": "- a\n- b\n", "a word": "hello\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "directive": "%YAML 1.1\n---\na: 1\n",
    "tag directive": "%TAG ! tag:x,2000:\n---\na: 1\n",
    "complex key": "? [a, b]\n: 1\n", "list as key": "{[a]: 1}\n", "no key": ": 1\n",
    "tab": "a:\n\tb: 1\n",
    "unclosed": "a: [1, 2\n", "unclosed quote": "a: 'b\n", "two colons": "a: b: c\n", "bad indent": "a: 1\n  b: 2\n",
    "percent": "a: %x\n", "at": "a: @x\n", "backtick": "a: `x`\n", "long directive": "%" * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_at_once(name):
    text = HOSTILE[name]
    parse("warm: up\n", "f.yaml")
    start = time.perf_counter()
    with pytest.raises(DetenteError) as caught:
        parse(text, "f.yaml")
    assert time.perf_counter() - start < 1.0  # tens of milliseconds on an idle machine
    assert caught.value.file == "f.yaml" and caught.value.line and caught.value.line >= 1
    assert len(str(caught.value)) < 500 and "\n" not in str(caught.value)


def test_says_which_byte_and_line():
    with pytest.raises(DetenteError) as caught:
        parse(b"a: 1\nb: caf\xe9\n", "f.yaml")
    assert caught.value.line == 2 and "byte 12 is 0xE9" in str(caught.value)
    with pytest.raises(DetenteError) as caught:
        parse("é: 1\nb: \0\n", "f.yaml")
    assert caught.value.line == 2 and "byte 10" in str(caught.value) and "NUL" in str(caught.value)


def test_names_both_lines_of_a_duplicate():
    with pytest.raises(DetenteError) as caught:
        parse("a: 1\nb: 2\na: 3\n", "f.yaml")
    assert caught.value.line == 3 and "line 1" in str(caught.value) and caught.value.key == "a"


def test_what_is_not_a_file(tmp_path):
    with pytest.raises(DetenteError, match="folder"):
        read_file(tmp_path)
    with pytest.raises(DetenteError, match="no such file"):
        read_file(tmp_path / "x.yaml")
    for odd in ("a\0b.yaml", "x" * 5_000):
        with pytest.raises(DetenteError):
            read_file(odd)
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (300 * 1024))
    with pytest.raises(DetenteError, match="too large"):
        read_file(big)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
        with pytest.raises(DetenteError, match="ordinary"):
            read_file(tmp_path / "pipe.yaml")


def test_unreadable_file(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(DetenteError, match="may not be read"):
        read_file(path)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes(data):
    try:
        root = parse(data, "f.yaml")
    except DetenteError as error:
        assert error.file == "f.yaml" and error.line
    else:
        assert root.is_map


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("ab:-?[]{},#&*!|>'\"%@` \n\t~0.1e<=\\é"), max_size=60))
def test_any_punctuation(text):
    try:
        root = parse(text, "f.yaml")
    except DetenteError as error:
        assert error.file == "f.yaml" and error.line
    else:
        assert root.is_map


def test_node_of_plain_is_the_identity():
    tree = {"a": 1, "b": [1.5, {"c": None}], "d": {"e": "x", "f": True}}
    assert plain(node_of(tree)) == tree
