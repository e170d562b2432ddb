"""A study read back: its runs as a table, an array or the answer to a query. Needs nothing but the folder."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DetenteError, said
from .plan import Job, addresses
from .store import MANIFEST, PLAN, TABLE, Store, parquet

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def open_study(folder: str | Path) -> StudyResults:
    """Open the folder of a study.

    Raises
    ------
    DetenteError
        There is no study in it, or its plan is not what was written.
    """
    path = Path(folder)
    if not path.is_dir():
        raise DetenteError("there is no such folder", str(path))
    plan = Store(path).plan()
    if plan is None:
        there = (path / PLAN).exists()
        raise DetenteError("the plan of this study is not what was written" if there else "there is no study in this folder",
                           str(path), wish="give the command that made it again: finished runs are kept" if there else None)
    return StudyResults(path, plan)


class StudyResults:
    """A study and its runs.

    Attributes
    ----------
    folder : Path
    plan : dict
        As kept.
    """

    def __init__(self, folder: Path, plan: dict[str, Any]) -> None:
        self.folder, self.plan, self.store = folder, plan, Store(folder)

    @cached_property
    def jobs(self) -> list[Job]:
        """Every run of the plan."""
        p = self.plan
        return list(addresses(p["addresses"], dict(enumerate(p["points"])), p["structures"], p["draws"],
                              range(p["first_seed"], p["first_seed"] + p["seeds"])))

    def table(self) -> pa.Table:
        """The runs that are there, in the order of the plan, without how long each took: the same whoever ran them."""
        rows = self.store.rows(job.id for job in self.jobs)
        names = [x for x in rows.schema.names if x != "ms"]
        fixed = names[:8]
        return rows.select(fixed + sorted(names[8:]))

    def frame(self) -> pd.DataFrame:
        """The same as a pandas table."""
        return self.table().to_pandas()

    def good(self) -> pd.DataFrame:
        """The runs that went well."""
        frame = self.frame()
        return frame[frame.status == "ok"].reset_index(drop=True)

    def failures(self) -> pd.DataFrame:
        """The runs that failed, with what was wrong."""
        frame = self.frame()
        return frame[frame.status != "ok"][["id", "base", "point", "structure", "draw", "seed", "status", "error"]]

    def xarray(self) -> Any:
        """Outcomes of a grid as an xarray Dataset: a dimension a factor, then scenario, structure, draw and seed.

        Raises
        ------
        DetenteError
            The study is no grid, or xarray is not installed.
        """
        if self.plan["design"]["kind"] != "grid":
            raise DetenteError("only a grid is an array", str(self.folder), given=self.plan["design"]["kind"], allowed="grid",
                               wish="frame() gives a table of any study")
        try:
            import xarray  # noqa: F401
        except ImportError:
            raise DetenteError("this needs a package that is not installed", given="xarray",
                               wish="pip install \"detente[research]\"") from None
        factors = [f"f_{x['name'].replace('.', '_')}" for x in self.plan["factors"]]
        frame = self.good()
        index = [*factors, *(x for x in ("base", "structure", "draw", "seed") if frame[x].nunique() > 1 or x == "seed")]
        keep = [x for x in self.plan["outcomes"] if x in frame]
        return frame.set_index(index)[keep].to_xarray()

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to an SQL query over the table ``runs`` (DuckDB), made of parts that were checked first.

        Raises
        ------
        DetenteError
            DuckDB is not installed, or the query is not understood.
        """
        try:
            import duckdb
        except ImportError:
            raise DetenteError("this needs a package that is not installed", given="duckdb",
                               wish="pip install \"detente[research]\"") from None
        with duckdb.connect(config={"enable_external_access": False}) as base:
            base.register("runs", self.table())
            try:
                return base.execute(sql).fetchdf()
            except duckdb.Error as error:
                raise DetenteError(said("this query is not understood: {reason}", reason=str(error).splitlines()[0][:200]),
                                   key="query", given=sql[:120]) from None

    # upkeep
    def compact(self, take_away: bool = False) -> Path:
        """One file of all runs, in the order of the plan.

        Parameters
        ----------
        take_away : bool
            Also put all parts into one and take the others away: not while somebody else is at work in the folder.
        """
        self.store.put(self.folder / TABLE, parquet(self.table()))
        old = sorted(self.store.parts.glob("part-*.parquet"))
        if take_away and len(old) > 1:
            kept = self.store.add_table(self.store.rows(job.id for job in self.jobs))
            for path in old:
                if path != kept:
                    path.unlink(missing_ok=True)
        return self.folder / TABLE

    def manifest(self) -> dict[str, Any]:
        """What is there, told by the parts themselves."""
        import hashlib

        there = self.store.known()
        good = self.store.known(failed=False)
        ids = {job.id for job in self.jobs}
        parts = {p.name: p.stat().st_size for p in sorted(self.store.parts.glob("part-*.parquet"))}
        files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(self.folder.iterdir())
                 if p.is_file() and p.name not in (MANIFEST, PLAN) and not p.name.startswith(".")}
        return {"plan": self.plan["name"], "runs": len(ids), "there": len(ids & there), "failed": len((ids & there) - good),
                "older": len(there - ids), "parts": parts, "files": files}

    def verify(self) -> dict[str, Any]:
        """Look at every file: which are not what they were when written, and what is missing. Changes nothing."""
        import hashlib
        import json

        told: dict[str, Any] = self.manifest()
        wrong = [p.name for p in self.store.spoilt()]
        try:
            kept = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        except FileNotFoundError:
            kept = {}
        except (OSError, ValueError, KeyError, TypeError):
            kept, wrong = {}, [*wrong, MANIFEST]
        for name, wanted in kept.items():
            try:
                if hashlib.sha256((self.folder / name).read_bytes()).hexdigest() != wanted:
                    wrong.append(name)
            except OSError:
                wrong.append(name)
        return {"runs": told["runs"], "there": told["there"], "failed": told["failed"], "older": told["older"],
                "parts": len(told["parts"]), "spoilt": sorted(wrong)}
