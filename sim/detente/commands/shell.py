"""What all commands share: language, help in that language, one-line complaints, tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from ..errors import DetenteError
from ..heard import heard
from ..i18n import language, text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PLAIN_WIDTH = 150


def _asked(args: Sequence[str]) -> str | None:
    """The language named on a command line that may not parse."""
    for place, arg in enumerate(args):
        if arg.startswith("--lang="):
            return arg.partition("=")[2]
        if arg == "--lang" and place + 1 < len(args):
            return args[place + 1]
    return None


def lang_of(args: Sequence[str]) -> str:
    """Language of help and complaints; a wrong one is complained of later, in the language there would be without it."""
    for asked in (_asked(args), None):
        try:
            return language(asked)
        except DetenteError:
            continue
    return language(None, {**os.environ, "DETENTE_LANG": ""})


def told(key: str) -> str:
    """Help text of a command or option."""
    return text(f"help.{key}", lang_of(sys.argv))


def say(key: str, args: Sequence[str], **values: object) -> str:
    """A text in the language of a command line."""
    return text(key, lang_of(args), **values)


class _Translated:
    """Help whose few fixed words are in the reader's language too."""

    def get_help(self, ctx: Any) -> str:
        lang = lang_of(sys.argv)
        page: str = super().get_help(ctx)  # type: ignore[misc]
        for given, key in (("Show this message and exit.", "help"), ("Commands:", "commands"), ("Options:", "options"),
                           ("Arguments:", "arguments"), ("Usage:", "usage"), ("[default:", "default"),
                           ("[required]", "required")):
            word = text(f"help.click.{key}", lang)
            page = page.replace(given, {"default": f"[{word}", "required": f"[{word}]"}.get(key, word))
        return page


class Command(_Translated, TyperCommand):
    """A command."""


class Interrupted(Exception):
    """Ctrl-C, carried past the library that would turn it into a bare number."""


class ReaderGone(Exception):
    """Nobody reads our output any more (``| head``), carried likewise."""


class Group(_Translated, TyperGroup):
    """The commands together."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Read the command line."""
        return _carried(lambda: super(Group, self).make_context(*args, **options))

    def invoke(self, ctx: Any) -> Any:
        """Do what it says."""
        return _carried(lambda: super(Group, self).invoke(ctx))


def _carried(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except KeyboardInterrupt:
        raise Interrupted from None
    except BrokenPipeError:
        raise ReaderGone from None


@dataclass(frozen=True)
class Saving:
    """Whether and where results are kept."""

    wanted: bool
    out: str | None = None
    force: bool = False
    figures: bool = True


@dataclass(frozen=True)
class Show:
    """How results are shown."""

    asked: str | None = None
    json: bool = False
    every: bool = False

    @cached_property
    def lang(self) -> str:
        """Language, checked."""
        return language(self.asked)

    def text(self, key: str, **values: object) -> str:
        """A text of the catalogue."""
        return text(key, self.lang, **values)


def command_line() -> str:
    """The command as it was typed, for the manifest; the program by its name, without its folder."""
    import shlex

    return shlex.join(["detente", *sys.argv[1:]])


def prepare_streams() -> None:
    """A terminal that cannot write a character gets a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def console() -> Console:
    """Where tables go; a pipe gets wide plain lines."""
    from rich.console import Console

    class Page(Console):
        """A console that leaves by our own door when the reader has gone."""

        def on_broken_pipe(self) -> None:
            raise ReaderGone

    if sys.stdout.isatty() or os.environ.get("COLUMNS"):
        return Page(highlight=False)
    return Page(highlight=False, width=PLAIN_WIDTH)


def table(title: str | None = None, *columns: str, right: Sequence[str] = ()) -> Table:
    """An empty table with these columns, some set flush right."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", no_wrap=column in right)
    return made


def print_json(value: Any) -> None:
    """JSON that any reader takes: what is not a finite number becomes null."""
    import json

    print(json.dumps(finite(value), ensure_ascii=False, indent=1, allow_nan=False))


def finite(value: Any) -> Any:
    """A tree of plain values, not-a-number and infinity as None."""
    import math

    if isinstance(value, dict):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def complain(what: str, code: int) -> int:
    """One line on stderr; returns the exit code."""
    try:
        print(f"detente: {what}", file=sys.stderr, flush=True)
    except OSError:
        pass
    return code


def usage(error: Exception, args: Sequence[str]) -> int:
    """A mistake in the command line, in one line; no command at all gets the help."""
    name, lang = type(error).__name__, lang_of(args)
    if name == "NoArgsIsHelpError":
        context = getattr(error, "ctx", None)
        print(context.get_help() if context is not None else getattr(error, "message", ""))
        return 0 if not args else 2
    near = list(getattr(error, "possibilities", None) or [])
    option = getattr(getattr(error, "param", None), "opts", [""])[0]
    what = " ".join(str(error.format_message()).split())  # type: ignore[attr-defined]
    if name == "NoSuchOption":
        what = text("error.no_such_option", lang, name=getattr(error, "option_name", "?"))
    elif name == "MissingParameter" and getattr(error, "param", None) is not None:
        hint = error.param.opts[0] if error.param.param_type_name == "option" else (error.param.metavar or error.param.name)
        what = text("error.missing", lang, name=str(hint).upper())
    elif what.startswith("No such command"):
        from ..scenario import words

        word = what.split("'")[1] if what.count("'") >= 2 else "?"
        context = getattr(error, "ctx", None)
        near = near or words.nearest(word, context.command.list_commands(context) if context else [])
        what = text("error.no_such_command", lang, name=f"`{word}`")
    elif name == "BadParameter" and option in args and args.index(option) + 1 < len(args):
        why = heard(what)
        why = why if lang == "en" else why.values.get("reason", why)
        what = text("error.bad_value", lang, name=option, given=repr(args[args.index(option) + 1]), what=why.text(lang))
    else:
        what = heard(what).text(lang)
    if near and "ou mean" not in what:
        what += text("error.did_you_mean", lang, names=", ".join(f"`{item}`" for item in near))
    return complain(what, 2)


def broken_pipe() -> int:
    """The reader went away (``| head``): stop without a word."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    return 0
