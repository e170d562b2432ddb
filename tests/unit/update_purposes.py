"""Append newly registered purposes to purposes.txt: `python tests/unit/update_purposes.py`.

The file is append-only: a line in it is a promise that old seeds still give old runs. So nothing is ever rewritten: a
number that changed its meaning, or vanished, is an error here and in the test.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

GOLDEN = Path(__file__).with_name("purposes.txt")


def registered() -> dict[int, str]:
    """All purposes of the package: every module that draws is imported first."""
    from detente.world.chance import PURPOSES

    for file in ("founding", "staffing", "many"):
        importlib.import_module(f"detente.{file}")
    for room in ("detente.world", "detente.mechanisms"):
        try:
            package = importlib.import_module(room)
        except ModuleNotFoundError as missing:
            if missing.name != room:
                raise
            continue
        if package.__file__ is None:  # a folder that is not a package yet
            continue
        for module in pkgutil.iter_modules(package.__path__, room + "."):
            if not module.name.rpartition(".")[2].startswith("_"):
                importlib.import_module(module.name)
    return dict(PURPOSES)


def promised(text: str) -> dict[int, str]:
    """Number and meaning of each line; a number may stand there once only."""
    lines = [line.split("\t", 1) for line in text.splitlines() if line]
    out = {int(number): meaning for number, meaning in lines}
    if len(out) != len(lines):
        raise ValueError("purposes.txt has a number twice")
    return out


def broken(old: dict[int, str], now: dict[int, str]) -> list[str]:
    """Promises not kept."""
    return [f"{n}: '{meaning}' is now {now.get(n)!r}" for n, meaning in old.items() if now.get(n) != meaning]


def main() -> int:
    """Append what is new; with --print, only write the registered purposes out."""
    now = registered()
    if "--print" in sys.argv:
        print("".join(f"{n}\t{now[n]}\n" for n in sorted(now)), end="")
        return 0
    old = promised(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    wrong = broken(old, now)
    if wrong:
        print("purposes are append-only; take a new number instead:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    new = sorted(set(now) - set(old))
    with GOLDEN.open("a", encoding="utf-8") as file:
        file.writelines(f"{n}\t{now[n]}\n" for n in new)
    print(f"{len(new)} purposes appended, {len(old)} kept")
    return 0


if __name__ == "__main__":
    sys.exit(main())
