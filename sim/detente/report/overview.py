"""The model on one page, written from its own declarations: the schedule of a day, the mechanisms, their sources.

    python -m detente.report.overview --lang fr

``docs/mechanisms.md`` and ``docs/mecanismes.md`` are its output; a test says so.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .overview_words import MOMENTS, WORDS
from .sources import ASSUMED, is_file, rows_of, sources_of, table

if TYPE_CHECKING:
    from ..declare import Mechanism

PAGES = {"en": "docs/mechanisms.md", "fr": "docs/mecanismes.md"}
"""The page of each language, relative to the checkout."""


def _order(mechanism: Mechanism) -> int:
    return int(mechanism.id[1:]) if mechanism.switchable else 0


def schedule_table(lang: str) -> str:
    """What happens in a day, in order, as a Markdown table.

    Parameters
    ----------
    lang : {"fr", "en"}
    """
    from ..mechanisms import SCHEDULE

    w = WORDS[lang]
    rows = [[str(n), MOMENTS[lang][moment], "" if not m.switchable else m.id, f"`{m.key}`", getattr(m, lang)]
            for n, (moment, m) in enumerate(SCHEDULE, 1)]
    return table([w["order"], w["moment"], w["id"], w["key"], w["what"]], rows)


def mechanism_table(lang: str) -> str:
    """Every mechanism with its switch, the number of its parameters, how many are assumed, and what it cites.

    Parameters
    ----------
    lang : {"fr", "en"}

    Returns
    -------
    str
        A Markdown table, core parts first, then M1 to M25.
    """
    from ..mechanisms import MECHANISMS

    w = WORDS[lang]
    rows = [[m.id if m.switchable else w["core"], f"`{m.key}`", getattr(m, lang), str(len(m.parameters)),
             str(sum(x.evidence == ASSUMED for x in m.parameters)), ", ".join(sources_of(m)) or w["none"]]
            for m in sorted(MECHANISMS, key=_order)]
    return table([w["id"], w["key"], w["what"], w["parameters"], w["assumed"], w["sources"]], rows)


def unresolved() -> list[tuple[str, str]]:
    """(mechanism, key) for every cited key that leads to no row of the shipped data."""
    from ..mechanisms import MECHANISMS

    return [(m.key, key) for m in MECHANISMS for key in sources_of(m) if not is_file(key) and not rows_of(key)]


def source_table(lang: str) -> str:
    """Every key cited by a mechanism, with the publication behind it (``A-STAFF-*`` stands for several rows)."""
    from ..mechanisms import MECHANISMS

    w = WORDS[lang]
    rows = []
    for key in sorted({key for m in MECHANISMS for key in sources_of(m)}):
        if is_file(key):
            rows.append([key, w["population"], "", ""])
            continue
        found = rows_of(key)
        if not found:
            rows.append([key, w["missing"], "", ""])
        for row in found:
            where = f"[{row['source']}]({row['url']})" if row["url"].startswith("http") else row["source"]
            rows.append([row["id"], where, row["year"], w.get(row["status"], row["status"])])
    unique = list({tuple(row): row for row in rows}.values())
    return table([w["key_source"], w["publication"], w["year"], w["status"]], unique)


def page(lang: str) -> str:
    """The whole page in Markdown, ending with a newline."""
    from ..mechanisms import MECHANISMS

    w = WORDS[lang]
    parameters = [x for m in MECHANISMS for x in m.parameters]
    assumed = sum(x.evidence == ASSUMED for x in parameters)
    parts = [
        f"# {w['title']}", w["made"].format(page=PAGES[lang]), f"## {w['day']}", w["day_text"], schedule_table(lang),
        f"## {w['mechanisms']}", w["mechanisms_text"].format(total=len(parameters), assumed=assumed),
        mechanism_table(lang), f"## {w['publications']}", w["publications_text"], source_table(lang),
    ]
    return "\n\n".join(parts) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the page."""
    import argparse

    from ..i18n import LANGUAGES, language

    parser = argparse.ArgumentParser(prog="python -m detente.report.overview", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, default=None)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(page(language(parser.parse_args(argv).lang)), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
