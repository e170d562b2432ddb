"""Errors a user can act on: where, what was given, what is allowed, what was probably meant."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class DetenteError(Exception):
    """A mistake of the user's, said once and clearly.

    Parameters
    ----------
    what : str
        What is wrong, in one sentence.
    file, line, key : optional
        Where it stands.
    given, allowed : str, optional
        What was found, and what would be accepted.
    wish : str, optional
        What was probably meant, or what to do next.
    """

    what: str
    file: str | None = None
    line: int | None = None
    key: str | None = None
    given: str | None = None
    allowed: str | None = None
    wish: str | None = None
    exit_code: int = field(default=2, repr=False)

    def __str__(self) -> str:
        place = ""
        if self.file:
            place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        key = f"{self.key}: " if self.key else ""
        text = f"{place}{key}{self.what}"
        if self.given is not None:
            text += f" (given: {self.given})"
        if self.allowed:
            text += f" - allowed: {self.allowed}"
        if self.wish:
            text += f" - {self.wish}"
        return text

    def __reduce__(self):  # dataclass exceptions must survive a trip between processes
        return (type(self), (self.what, self.file, self.line, self.key, self.given, self.allowed, self.wish))
