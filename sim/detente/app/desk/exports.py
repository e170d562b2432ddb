"""A finished comparison as something to hand over: a page, a PDF, a table, or everything in one archive."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .refuse import Refused

if TYPE_CHECKING:
    from ...report.document.reading import Material

FORMATS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8",
           "zip": "application/zip"}
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a cell."""


def export(folder: Path, results: str, lang: str, kind: str, names: list[str]) -> None:
    """Write the file ``export`` into a folder.

    Parameters
    ----------
    folder : Path
    results : str
        Where the comparison is saved.
    lang, kind : str
    names : list of str
        File names of the arms.
    """
    from ...report.document.reading import read

    m = read(results)
    (folder / "export").write_bytes(MAKERS[kind](m, lang, names))


def html(m: Material, lang: str, names: list[str]) -> bytes:
    """The report as one page."""
    from ...report.document.compose import compose
    from ...report.document.html import page

    return page(compose(m, lang)).encode("utf-8")


def pdf(m: Material, lang: str, names: list[str]) -> bytes:
    """The report on paper, tagged."""
    from ...report.document.compose import compose
    from ...report.document.pdf import available
    from ...report.document.pdf import pdf as set_it

    if not available():
        raise Refused(501, "no_pdf")
    when = m.manifest.get("created")
    return set_it(compose(m, lang), when if isinstance(when, str) else None)


def table(m: Material, lang: str, names: list[str]) -> bytes:
    """The table of differences, cells that a spreadsheet would run made harmless."""
    assert m.comparison is not None
    rows = m.comparison.table(lang)
    rows = rows[~rows.outcome.isin(m.hidden)]
    titles = dict(zip(m.names, m.titles(lang), strict=True))
    rows = rows.assign(arm_title=[titles[x] for x in rows.arm], reference_title=[titles[x] for x in rows.reference])
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(x) for x in rows.columns])
    for row in rows.itertuples(index=False):
        writer.writerow([safe(x) for x in row])
    return out.getvalue().encode("utf-8-sig")


def safe(x: Any) -> Any:
    """A cell that is text and not a formula; numbers stay numbers."""
    if isinstance(x, str):
        return f"'{x}" if x.startswith(RISKY) else x
    return "" if x != x else x


def everything(m: Material, lang: str, names: list[str]) -> bytes:
    """Report, table, scenario files, and the saved results that ``detente report`` opens."""
    from ...report.document.pdf import available
    from .files import text_of

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"report_{lang}.html", html(m, lang, names))
        if available():
            archive.writestr(f"report_{lang}.pdf", pdf(m, lang, names))
        archive.writestr(f"comparison_{lang}.csv", table(m, lang, names))
        archive.writestr("command.txt", f"{m.manifest.get('command') or ''}\n")
        for name, scenario in zip(names, m.scenarios, strict=True):
            archive.writestr(name, text_of(scenario))
        folder = m.results.folder
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"results/{file.relative_to(folder).as_posix()}")
    return out.getvalue()


MAKERS = {"html": html, "pdf": pdf, "csv": table, "zip": everything}
