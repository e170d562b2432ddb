"""The process of a long job: reads what to do from its input, says how far it is line by line, leaves the result in its folder.

    python -m detente.app.desk.worker < spec.json
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from ...errors import DetenteError
from .refuse import Refused, both, of_error

NICE = 5
"""A year that somebody waits for goes first."""


def tell(**said_of: Any) -> None:
    """A line to the server."""
    sys.__stdout__.write(json.dumps(said_of, ensure_ascii=True) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def main() -> int:
    """Do what the input says."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICE)
    spec = json.loads(sys.stdin.buffer.read())
    try:
        with contextlib.redirect_stdout(sys.stderr):
            work(spec, lambda done, total: tell(done=done, total=total))
    except DetenteError as error:
        tell(error=of_error(error))
        return 2
    except Refused as refused:
        tell(error=refused.body())
        return 2
    except MemoryError:
        tell(error={"message": both("refuse.memory")})
        return 2
    return 0


def work(spec: dict[str, Any], progress: Any) -> None:
    """One job; its result is a file of its folder."""
    folder = Path(spec["folder"])
    if spec["kind"] == "report":
        from .exports import export

        export(folder, spec["results"], spec["lang"], spec["format"], spec["names"])
        return
    if spec["kind"] == "compare":
        from .compared import compared as make
    else:
        from .flips import flips as make  # type: ignore[assignment]
    text = json.dumps(make(spec, folder, progress), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    part = folder / "result.part"
    part.write_text(text, encoding="utf-8")
    os.replace(part, folder / "result.json")


if __name__ == "__main__":
    raise SystemExit(main())
