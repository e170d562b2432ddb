"""The store of a study: a folder of parts that are never changed, each named by the hash of what it holds.

A part is written under another name, forced to the disk, given its name, and the folder is forced to the disk. Whatever
happens in between, a part is whole or absent; its name says whether it is still what was written.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from ..heard import reason

if TYPE_CHECKING:
    import pyarrow as pa

PLAN, PARTS, SPOILT, NOTES, TABLE, MANIFEST = "plan.json", "parts", "spoilt", "notes", "runs.parquet", "manifest.json"
OLD = 3600.0  # seconds after which a temporary file belongs to nobody
FIXED = ("id", "base", "point", "structure", "draw", "seed", "status", "error")


class Store:
    """Runs of one study.

    Parameters
    ----------
    folder : Path
        Made when something is first written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = folder / PARTS

    # writing
    def put(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all.

        Raises
        ------
        DetenteError
            Disk full, no permission, a disk that fails; nothing is left under the name.
        """
        aside = path.with_name(f".{socket.gethostname()[:20]}-{os.getpid()}-{secrets.token_hex(4)}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, path)
            self._sync(path.parent)
        except OSError as error:
            try:
                aside.unlink()
            except OSError:
                pass
            raise DetenteError(said("the results cannot be written: {reason}", reason=reason(error)), str(self.folder),
                               wish="what was finished is kept; make room, then give the same command again") from error

    @staticmethod
    def _sync(folder: Path) -> None:
        if os.name != "posix":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def add(self, rows: list[dict[str, Any]]) -> Path:
        """Write some rows as a part; the same rows give the same name."""
        return self.add_table(table_of(rows))

    def add_table(self, table: pa.Table) -> Path:
        """The same for a table."""
        data = parquet(table)
        path = self.parts / f"part-{hashlib.sha256(data).hexdigest()}.parquet"
        self.put(path, data)
        return path

    def put_json(self, name: str, value: Mapping[str, Any]) -> None:
        """Write a JSON file."""
        self.put(self.folder / name, (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode())

    def sweep(self) -> None:
        """Take away temporary files that nobody is writing any more."""
        for path in [*self.folder.glob(".*.tmp"), *self.parts.glob(".*.tmp")]:
            try:
                if time.time() - path.stat().st_mtime > OLD:
                    path.unlink()
            except OSError:
                pass

    # reading
    def plan(self) -> dict[str, Any] | None:
        """The plan as it was kept; None when there is none or it is not what was written."""
        from .plan import FORMAT, digest

        try:
            content = json.loads((self.folder / PLAN).read_text(encoding="utf-8"))
            kept = content.pop("sha256")
            return content if content.get("format") == FORMAT and digest(content) == kept else None
        except (OSError, ValueError, KeyError, AttributeError, TypeError):
            return None

    def tables(self, *, mend: bool = False) -> Iterator[pa.Table]:
        """The parts that are what they were when written.

        Parameters
        ----------
        mend : bool
            Put spoilt parts aside, so that their runs are made again.
        """
        from io import BytesIO

        import pyarrow.parquet as pq

        for path in sorted(self.parts.glob("part-*.parquet")):
            try:
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() != path.stem.removeprefix("part-"):
                    raise ValueError
                yield pq.read_table(BytesIO(data))
            except FileNotFoundError:
                continue  # put aside or compacted by another process meanwhile
            except Exception:
                if mend:
                    self.put_aside(path)

    def put_aside(self, path: Path) -> None:
        """Move a spoilt part out of the way."""
        where = self.folder / SPOILT
        try:
            where.mkdir(exist_ok=True)
            os.replace(path, where / f"{path.name}.{secrets.token_hex(4)}")
        except OSError as error:
            raise DetenteError(said("this file cannot be moved: {reason}", reason=reason(error)), str(path)) from error

    def spoilt(self) -> list[Path]:
        """Parts that are not what their names say."""
        out = []
        for path in sorted(self.parts.glob("part-*.parquet")):
            try:
                if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem.removeprefix("part-"):
                    out.append(path)
            except OSError:
                out.append(path)
        return out

    def known(self, *, mend: bool = False, failed: bool = True) -> set[str]:
        """Ids of the runs that are there; without the failed ones if they are to be tried again."""
        out: set[str] = set()
        for table in self.tables(mend=mend):
            ids, states = table["id"].to_pylist(), table["status"].to_pylist()
            out.update(i for i, state in zip(ids, states, strict=True) if failed or state == "ok")
        return out

    def rows(self, ids: Iterable[str]) -> pa.Table:
        """The rows of some runs, once each, in the order asked for; those that are not there are left out.

        A run that failed and was done again later is the one that went well.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        tables = list(self.tables())
        if not tables:
            return table_of([])
        whole = pa.concat_tables(tables, promote_options="default")
        states = pc.not_equal(whole["status"], "ok").to_numpy(zero_copy_only=False)
        place: dict[str, int] = {}
        for k, (i, bad) in enumerate(zip(whole["id"].to_pylist(), states, strict=True)):
            if i not in place or (states[place[i]] and not bad):
                place[i] = k
        return whole.take(pa.array([place[i] for i in ids if i in place], pa.int64()))


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as a table of fixed types: text and numbers, lists of numbers for series."""
    import pyarrow as pa

    text, whole = ("id", "base", "structure", "status", "error"), ("point", "draw", "seed")
    names = list(FIXED)
    for row in rows:
        names += [name for name in row if name not in names]
    fields = [pa.field(name, pa.string() if name in text else pa.int64() if name in whole else
                       pa.list_(pa.float64()) if name.startswith("series.") else pa.float64()) for name in names]
    return pa.table({f.name: pa.array([row.get(f.name) for row in rows], f.type) for f in fields}, schema=pa.schema(fields))


def parquet(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file; equal tables give equal bytes."""
    from io import BytesIO

    import pyarrow.parquet as pq

    out = BytesIO()
    pq.write_table(table, out, compression="zstd", compression_level=3, row_group_size=65_536, write_statistics=True,
                   write_page_checksum=True, store_schema=True)
    return out.getvalue()
