"""The content of a report, section by section, in the order in which it is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import DetenteError
from ...i18n import listing
from ...locale import catalogue
from . import answer, closing, evidence, figures, levels, means, opening, sensitivity
from .blocks import Document, shown
from .reading import SPOILT
from .words import dated, phrase, quoted

if TYPE_CHECKING:
    from .reading import Material


def compose(m: Material, lang: str, studied: Sequence[str | Path] = ()) -> Document:
    """Write a report.

    Parameters
    ----------
    m : Material
    lang : {"fr", "en"}
    studied : sequence of paths
        Folders of screenings and decompositions, for what would turn the answer.

    Raises
    ------
    DetenteError
        What was saved does not hold together, or a folder of `studied` is something else.
    """
    found = answer if m.comparison is not None else levels
    try:
        sections = [opening.limits(m, lang), opening.question(m, lang), found.answer(m, lang), found.numbers(m, lang),
                    figures.over_time(m, lang), means.euros(m, lang), sensitivity.sensitivity(m, lang, studied),
                    evidence.evidence(m, lang), closing.reproduce(m, lang), closing.annex(m, lang)]
    except SPOILT as error:
        if isinstance(error, DetenteError):
            raise
        raise DetenteError("what is saved here does not hold together", str(m.results.folder), key=type(error).__name__,
                           wish="run it again") from error
    titles = m.titles(lang)
    if m.comparison is None:
        title = phrase("title.levels", lang, arm=quoted(titles[0], lang))
    else:
        title = phrase("title.compare", lang)
    words = {key.removeprefix("page."): value for key, value in catalogue(f"report_{lang}").items() if key.startswith("page.")}
    subtitle = phrase("title.place", lang, arms=listing([quoted(x, lang) for x in titles], lang),
                      place=shown(m.scenarios[0].establishment.name, 120))
    made = phrase("title.made", lang, date=dated(m.manifest.get("created"), lang))
    return Document(lang, title, subtitle, made, tuple(x for x in sections if x is not None), words)
