"""Malformed and hostile files: each is read, or refused with its file and line; never a traceback, never a hang."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import victim

SLOW = 2.0
HOSTILE = (
    "a: &a [*a]\n", "x: !!python/object:os.system ls\n", "? [a, b]\n: c\n", "<<: {a: 1}\n", "a: 1\na: 2\n", "\x00",
    "\ufeffstudy: 1\n",
    "study: 1\nkind: sweep\nbase: ../../../../etc/passwd\n", "[" * 5000, "a: " * 3000, "- " * 5000, "study: .inf\n",
    "study: 1\nkind: sweep\nbase: baseline\nfactors: {occupancy: {low: 2, high: 1}}\n", "a: 'x\n",
    "%YAML 1.1\n---\na: 1\n",
    "study: 1\nkind: compare\nbase: [baseline, baseline]\n", "seeds: " + "9" * 5000 + "\n", "\t\tstudy: 1\n",
    "{" * 100 + "}" * 100,
)


def _texts(top: Path) -> list[str]:
    from ...scenario.files import folder

    shipped = [p.read_text(encoding="utf-8") for p in sorted(folder().glob("*.yaml"))]
    return [*shipped, victim.write(top).read_text(encoding="utf-8")]


def _bytes(text: str, rng: random.Random) -> str:
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 8)):
        where = rng.randrange(len(data))
        data[where:where + rng.randint(0, 3)] = bytes(rng.randrange(256) for _ in range(rng.randint(0, 3)))
    return data.decode("utf-8", "surrogateescape")


def _lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 4)):
        k = rng.randrange(len(lines))
        act = rng.randrange(5)
        if act == 0:
            del lines[k]
        elif act == 1:
            lines.insert(k, lines[rng.randrange(len(lines))])
        elif act == 2:
            lines[k] = " " * rng.randint(0, 6) + lines[k].lstrip()
        elif act == 3:
            lines[k] = lines[k].replace(":", rng.choice(("", "::", ": :", ":\t")), 1)
        else:
            lines[k] += rng.choice((" # x", " :", " ]", " }", " 'q", " |", " &a", " *a", " !x"))
        if not lines:
            return ""
    return "\n".join(lines)


def _values(text: str, rng: random.Random) -> str:
    odd = ("no", "010", "12:30", "1e999", "-1", "NaN", "''", "[1, 2]", "{a: b}", "null", "1_000", "0,5", "50 %",
           "9" * 25, "=1+1", "<b>")
    lines = text.split("\n")
    with_value = [k for k, line in enumerate(lines) if ": " in line]
    for k in rng.sample(with_value, min(len(with_value), rng.randint(1, 3))):
        lines[k] = lines[k].split(": ")[0] + ": " + rng.choice(odd)
    return "\n".join(lines)


def _typos(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    keyed = [k for k, line in enumerate(lines) if ":" in line and line.split(":")[0].strip().isidentifier()]
    k = rng.choice(keyed)
    key = lines[k].split(":")[0]
    where = rng.randrange(len(key.lstrip())) + len(key) - len(key.lstrip())
    lines[k] = key[:where] + rng.choice(("", "x", key[where] * 2)) + key[where + 1:] + lines[k][len(key):]
    return "\n".join(lines)


WAYS: tuple[Callable[[str, random.Random], str], ...] = (_bytes, _lines, _values, _typos)


def prove(files: int = 20_000, seed: int = 1) -> dict[str, Any]:
    """Make and read so many files, half as scenarios and half as studies.

    Returns
    -------
    dict
        ``files``, ``read`` (still valid), ``refused``, ``tracebacks``, ``without_place`` (refusals that name no file),
        ``slow`` (over two seconds), ``slowest``, ``good``.
    """
    from ...errors import DetenteError
    from ...scenario import load
    from ..file import read_study

    rng = random.Random(seed)
    told: dict[str, Any] = {"files": files, "read": 0, "refused": 0, "tracebacks": 0, "without_place": 0,
                            "slow": 0, "slowest": 0.0}
    first = ""
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        texts = _texts(top)
        path = top / "odd.yaml"
        for k in range(files):
            text = HOSTILE[k // 2] if k // 2 < len(HOSTILE) else rng.choice(WAYS)(
                texts[-1] if k % 2 and rng.random() < 0.8 else rng.choice(texts), rng)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
            began = time.perf_counter()
            try:
                (read_study if k % 2 else load)(path)
                told["read"] += 1
            except DetenteError as error:
                told["refused"] += 1
                told["without_place"] += not error.file
            except Exception as error:
                told["tracebacks"] += 1
                first = first or f"{type(error).__name__}: {error}: {text[:200]!r}"
            took = time.perf_counter() - began
            told["slow"] += took > SLOW
            told["slowest"] = round(max(told["slowest"], took), 3)
    told["good"] = not (told["tracebacks"] or told["without_place"] or told["slow"])
    return {**told, "first": first}
