"""The laboratory: a run, or a pair of runs, replayed in a notebook or in any page that shows Jupyter widgets.

    import detente as dt
    dt.show(dt.run("coercive"), dt.run("dynamic"))

The whole run goes to the browser once, as a replay bundle; nothing is asked of Python while it plays. `anywidget` is imported
only when something is shown.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, Said, span
from ..i18n import language
from ..locale import LANGUAGES, catalogue

if TYPE_CHECKING:
    from ..engine import Run
    from ..replay.bundle import Bundle

SCREEN = Path(__file__).parent / "built" / "widget.js"
WORDS = ("app", "lab")
"""Catalogues that the screen speaks from."""


def show(run: Run | Bundle | str | Path, other: Run | None = None, *, lang: str | None = None, day: int = 1,
         sensitive: bool = False) -> Any:
    """A screen on which a run is played, paused, moved through; on which two are compared day by day.

    Parameters
    ----------
    run : Run, Bundle, str or Path
        A run, a replay bundle, or the file of one (``dt.replay(run).write("run.json.gz")``).
    other : Run, optional
        Its pair: the same prison, seed and length under other levers.
    lang : {"fr", "en"}, optional
        Default: as `detente` speaks here.
    day : int
        Day on which it opens, from 1.
    sensitive : bool
        Keep self-harm and deaths among the curves; left out by default. A saved bundle keeps what it was saved with.

    Returns
    -------
    anywidget.AnyWidget
        Its ``day`` (from 1), ``lang`` and chosen curves (``count``, ``mean``) can be read and set from Python.

    Raises
    ------
    DetenteError
        `anywidget` is not installed, two runs are not a pair, a file is no bundle, or the day is not one of the run.
    """
    kind = _laboratory()
    lang = language(lang)
    bundle = _bundle(run, other, sensitive)
    days = bundle.data["days"]
    if not 1 <= day <= days:
        raise DetenteError("this value is out of bounds", key="day", given=str(day), allowed=span(1, days))
    return kind(bundle=bundle.packed(), words=words(bundle), lang=lang, day=day)


def words(bundle: Bundle) -> dict[str, dict[str, str]]:
    """Words of the screen in both languages; each prison is called by the title of its scenario."""
    units = {row["unit"] for row in bundle.data["differs"]}
    out = {}
    for lang in LANGUAGES:
        said = {key: text for room in WORDS for key, text in catalogue(f"{room}_{lang}").items()
                if not key.startswith("lesson.")}
        said |= {f"side.{side}": about["title"][lang] for side, about in zip("AB", bundle.data["scenarios"], strict=False)}
        out[lang] = said | {f"unit.{unit}": Said(unit).text(lang) for unit in units}
    return out


def _bundle(run: Any, other: Any, sensitive: bool) -> Bundle:
    from ..engine import Run
    from ..replay.bundle import Bundle, of_runs, read

    if isinstance(run, Run) and (other is None or isinstance(other, Run)):
        return of_runs([run] if other is None else [run, other], sensitive=sensitive)
    if other is None and isinstance(run, Bundle):
        return run
    if other is None and isinstance(run, str | Path):
        return read(run)
    wrong = other if isinstance(run, Run) else run
    raise DetenteError("what is shown is a run, a pair of runs, or a replay bundle", key="show", given=type(wrong).__name__,
                       allowed="Run, Bundle, str, Path")


@cache
def _laboratory() -> type:
    """The widget's class, made when it is first needed."""
    try:
        import anywidget
        import traitlets
    except ModuleNotFoundError as missing:
        raise DetenteError("this needs a part that is not installed", key="show", given=str(missing.name),
                           wish='install it with: pip install "detente[lab]"') from missing

    class Laboratory(anywidget.AnyWidget):
        """What the browser is given: the compressed bundle, the words, and the choices that both sides may change."""

        _esm = SCREEN.read_text(encoding="utf-8")
        bundle = traitlets.Bytes().tag(sync=True)
        words = traitlets.Dict().tag(sync=True)
        lang = traitlets.Enum(LANGUAGES, default_value="en").tag(sync=True)
        day = traitlets.Int(1, min=1).tag(sync=True)
        count = traitlets.Unicode("assaults").tag(sync=True)
        mean = traitlets.Unicode("tension").tag(sync=True)

    return Laboratory
