"""What is refused, said in both languages to the page that asked."""

from __future__ import annotations

from typing import Any

from ...errors import DetenteError, Said, spoken
from ...locale import LANGUAGES, catalogue

LONGEST = 80
"""Characters of what was given that are said back."""


class Refused(Exception):
    """A request that is not granted.

    Parameters
    ----------
    code : int
        Of the answer.
    what : str
        Key of a sentence of the catalogue's room ``desk``, without ``refuse.``.
    key, given, allowed : optional
        Where it stands, what was found, what would be accepted.
    **values
        For the blanks of the sentence.
    """

    def __init__(self, code: int, what: str, *, key: str | None = None, given: object = None, allowed: object = None,
                 **values: object) -> None:
        super().__init__(code, what)  # what is needed to make it again in another process
        self.code, self.what, self.values = code, what, values
        self.where = {"key": None if key is None else clipped(key), "given": None if given is None else clipped(given),
                      "allowed": None if allowed is None else str(allowed)}

    def body(self) -> dict[str, Any]:
        """The error as the page reads it."""
        return {"message": both(f"refuse.{self.what}", **self.values), **{k: v for k, v in self.where.items() if v is not None}}


def both(key: str, **values: object) -> dict[str, str]:
    """A sentence of the desk in every language."""
    return {lang: phrase(key, lang, **values) for lang in LANGUAGES}


def phrase(key: str, lang: str, **values: object) -> str:
    """A text of the catalogue's room ``desk``, its ``{names}`` filled in; a value by language is given as a dictionary."""
    own = {name: value[lang] if isinstance(value, dict) else value for name, value in values.items()}
    return catalogue(f"desk_{lang}")[key].format(**own)


def of_error(error: DetenteError) -> dict[str, Any]:
    """A mistake found by a reader of the package, as the page reads it."""
    out: dict[str, Any] = {"message": {lang: spoken(error.what, lang) for lang in LANGUAGES}}
    for name in ("line", "key", "given", "allowed", "wish"):
        found = getattr(error, name)
        if found is None:
            continue
        out[name] = {lang: spoken(found, lang) for lang in LANGUAGES} if isinstance(found, Said) or name == "wish" else (
            found if isinstance(found, int) else clipped(found, 400))
    return out


def clipped(value: object, longest: int = LONGEST) -> str:
    """A value as a short text of one line."""
    try:
        text = str(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        text = "…"
    text = "".join(c if c.isprintable() else " " for c in text.encode("utf-8", "replace").decode("utf-8"))
    return text if len(text) <= longest else text[:longest - 1] + "…"
