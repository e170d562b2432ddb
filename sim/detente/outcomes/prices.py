"""The price table: shipped, or a user's edited copy, checked line by line."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..errors import DetenteError, said
from ..heard import heard, reason

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "prices.csv"
COLUMNS = ("item", "euros", "unit", "counted", "source", "year", "en", "fr")
COUNTED = ("yes", "no", "setting")
MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class Price:
    """One line of the table: euros is None where no price is put on something."""

    item: str
    euros: float | None
    unit: str
    counted: str
    source: str
    year: int
    en: str
    fr: str


def load_prices(path: str | Path | None = None) -> dict[str, Price]:
    """Prices by item.

    Parameters
    ----------
    path : str or Path, optional
        A copy of the shipped table, edited: items left out keep the shipped price.

    Raises
    ------
    DetenteError
        With file, line and column, for anything that cannot be read as a price.
    """
    if path is None:
        return dict(_shipped())
    return _shipped() | _read(Path(path), set(_shipped()))


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Price]:
    return _read(SHIPPED, None)


def _read(path: Path, known: set[str] | None) -> dict[str, Price]:
    name = path.name if known is None else str(path)
    rows = csv.reader(io.StringIO(_text(path, name)), strict=True)
    out: dict[str, Price] = {}
    try:
        head = next(rows, [])
        missing = [c for c in COLUMNS if c not in head]
        if missing:
            raise DetenteError("the price table has no such column", name, 1, missing[0], allowed=",".join(COLUMNS),
                               wish="start from a copy of the shipped prices.csv, saved as CSV with commas")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            price = _price(dict(zip(head, row, strict=False)), len(row) == len(head), name, rows.line_num)
            if price.item in out:
                raise DetenteError("this item stands twice in the price table", name, rows.line_num, price.item)
            if known is not None and price.item not in known:
                raise DetenteError("no such item is counted", name, rows.line_num, price.item, allowed=", ".join(sorted(known)))
            out[price.item] = price
    except csv.Error as error:
        raise DetenteError(said("this is not a table of comma-separated values: {reason}", reason=heard(str(error))), name,
                           rows.line_num) from None
    if not out:
        raise DetenteError("the price table is empty", name)
    return out


def _text(path: Path, name: str) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DetenteError("the price table is too large", name, allowed=said("1 MB at most"))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DetenteError("the price table is not UTF-8 text", name, wish="save it as CSV UTF-8") from None
    except (OSError, ValueError) as error:
        raise DetenteError(said("the price table cannot be read: {reason}", reason=reason(error)), name) from None


def _price(row: dict[str, str], whole: bool, name: str, line: int) -> Price:
    item = row.get("item", "").strip()
    if not whole or not item:
        raise DetenteError("a line of the price table has too few or too many cells", name, line, item or None,
                           wish="put quotes around text that holds a comma")
    text = row["euros"].strip()
    euros = None if text == "" else _number(text, name, line, f"{item}.euros")
    counted = row["counted"].strip()
    if counted not in COUNTED:
        raise DetenteError("counted or not?", name, line, f"{item}.counted", counted, ", ".join(COUNTED))
    if counted != "no" and euros is None:
        raise DetenteError("a counted item needs a price", name, line, f"{item}.euros", wish="write 0, or counted: no")
    year = int(_number(row["year"].strip(), name, line, f"{item}.year"))
    if not row["source"].strip():
        raise DetenteError("where does this price come from?", name, line, f"{item}.source",
                           allowed=said("a key of the evidence table, your own reference, or assumed"))
    return Price(item, euros, row["unit"].strip(), counted, row["source"].strip(), year, row["en"].strip(), row["fr"].strip())


def _number(text: str, name: str, line: int, key: str) -> float:
    try:
        value = float(text)
    except ValueError:
        wish = "write a decimal point, not a comma" if "," in text else None
        raise DetenteError("this is not a number", name, line, key, given=text[:40], wish=wish) from None
    if not math.isfinite(value) or not 0 <= value <= 1e7:
        raise DetenteError("this price is out of bounds", name, line, key, given=text[:40], allowed=said("0 to 10,000,000"))
    return value
