"""What mechanisms cite, and the shipped data behind it; tables in Markdown."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..declare import Mechanism

ASSUMED = "assumed"
DATA = Path(__file__).resolve().parents[1] / "data"


def cell(text: str) -> str:
    """A text that fits a cell of a Markdown table."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ").replace("|", "\\|")  # str.split would take narrow spaces for spaces


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell(x) for x in line) + " |" for line in lines)


def sources_of(mechanism: Mechanism) -> tuple[str, ...]:
    """Keys that a mechanism and its parameters cite, each once, ``assumed`` left out."""
    cited = [*mechanism.sources, *(x.evidence for x in mechanism.parameters)]
    return tuple(key for key in dict.fromkeys(cited) if key != ASSUMED)


@cache
def shipped() -> dict[str, dict[str, str]]:
    """Rows of the shipped evidence by key."""
    with (DATA / "evidence.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def is_file(key: str) -> bool:
    """Cited as a whole: a data file, or ``pop:dimension`` of the population table."""
    return key.startswith("pop:") or (key.endswith(".csv") and (DATA / key).is_file())


def rows_of(key: str) -> list[dict[str, str]]:
    """Rows of the evidence that a key stands for (``A-STAFF-*`` for several)."""
    return [row for name, row in shipped().items() if fnmatchcase(name, key)]
