"""What each kind of study makes of its runs: tables, words in both languages, figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from ..results import StudyResults


@dataclass(frozen=True)
class Answer:
    """The answer of a study.

    Attributes
    ----------
    tables : dict of str to DataFrame
        By the name of their files.
    words : callable
        ``words(lang)``: lines of Markdown.
    draw : callable
        ``draw(folder, lang)`` writes figures.
    """

    tables: dict[str, pd.DataFrame]
    words: Callable[[str], list[str]] = field(repr=False)
    draw: Callable[[Path, str], None] = field(repr=False, default=lambda folder, lang: None)


def answer(results: StudyResults) -> Answer:
    """The analysis of the study's kind."""
    return import_module(f".{results.plan['kind']}", __name__).answer(results)
