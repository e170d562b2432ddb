"""``detente new`` and ``detente check``."""

from __future__ import annotations

from ..errors import spoken
from ..i18n import decimal
from . import shell
from .shell import Show


def new(file: str, parent: str, force: bool, show: Show) -> None:
    """Write a starter file."""
    from ..scenario import new as write_new

    show.lang  # noqa: B018  (a wrong language is refused before anything is written)
    path = write_new(file, parent, force=force)
    shell.console().print(show.text("new.done", file=path, parent=parent), markup=False, soft_wrap=True)


def check(names: list[str], establishment: str | None, show: Show) -> None:
    """Read scenarios as a run would, and say what they hold. The first mistake stops."""
    from ..scenario import load

    lang, out = show.lang, shell.console()
    read = [load(name, establishment=establishment) for name in names]
    if show.json:
        shell.print_json([{"file": x.file, "name": x.name, "hash": x.hash(), "warnings": list(x.warnings),
                           "resolved": x.resolved()} for x in read])
        return
    for x in read:
        place = x.establishment
        off = [key for key, on in x.switches.items() if not on]
        lines = [
            show.text("check.ok", file=x.file or x.name, title=x.title.get(lang, x.name)),
            "  " + show.text("check.place", place=place.name, inmates=decimal(place.inmates, lang, 0),
                             capacity=decimal(place.capacity, lang, 0), wings=place.wings, days=x.horizon_days),
            "  " + show.text("check.set", n=len(x.sources), changes=len(x.changes),
                             off=", ".join(off) or show.text("check.none")),
            *("  " + show.text("check.warning", what=spoken(what, lang)) for what in x.warnings),
        ]
        for line in lines:
            out.print(line, markup=False, soft_wrap=True)
