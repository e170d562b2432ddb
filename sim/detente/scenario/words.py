"""Small words for error messages: cut long texts, guess what was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..errors import Said, said


def clip(value: object, width: int = 60, quote: bool = True) -> str:
    """A value as a short text on one line, quoted if it is a string."""
    if isinstance(value, str):
        text = value if len(value) <= width else value[: width - 1] + "…"
        text = text.encode("utf-8", "replace").decode("utf-8")
        return repr(text) if quote else "".join(letter if letter.isprintable() else " " for letter in text)
    try:
        text = str(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        return said("a very long number")
    text = text if len(text) <= width else text[: width - 1] + "…"
    return text.replace("\n", " ")


def edits(a: str, b: str) -> int:
    """Fewest single edits (insert, delete, replace, swap two neighbours) that turn ``a`` into ``b``."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        row = [i]
        for j, right in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if before and j > 1 and left == b[j - 2] and a[i - 2] == right:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def nearest(given: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Names that were probably meant: those one edit away, else the closest by ``difflib``."""
    known = list(dict.fromkeys(names))
    word = given[:80].strip().lower().replace("-", "_").replace(" ", "_")
    near = [name for name in known if abs(len(name) - len(word)) <= 1 and edits(word, name.lower()) <= 1]
    if near:
        return sorted(near, key=lambda name: edits(word, name.lower()))[:most]
    lowered = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word, lowered, n=most, cutoff=0.6)
    if not found and len(word) >= 4:
        found = [name for name in lowered if word in name][:most]
    return [lowered[name] for name in found]


def did_you_mean(names: Iterable[str]) -> Said:
    """``did you mean `x` or `y`?``"""
    first, *others = (f"`{name}`" for name in names)
    listed: str = first
    for other in others:
        listed = said("{some} or {other}", some=listed, other=other)
    return said("did you mean {names}?", names=listed)


def wish(given: str, names: Iterable[str]) -> Said | None:
    """``did you mean `x`?``, or None when nothing is near."""
    found = nearest(given, names)
    return did_you_mean(found) if found else None
