"""A study from its file to its runs: plan kept, what is known left alone, the rest run; then it can be analysed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DetenteError, said
from .asked import StudyFile
from .plan import Job, Plan, plan_of
from .results import StudyResults
from .runner import CHUNK_SECONDS, FLUSH_SECONDS, Progress, Runner
from .store import MANIFEST, PLAN, TABLE, Store

if TYPE_CHECKING:
    from .pools import Workers


@dataclass(frozen=True)
class Shard:
    """Part `k` of `of` parts of the runs, counted from 1, by the address of a run."""

    k: int = 1
    of: int = 1

    def holds(self, job: Job) -> bool:
        """Whether a run is in this part."""
        return self.of == 1 or int(job.id[:12], 16) % self.of == self.k - 1


def shard_of(text: str | None) -> Shard:
    """``k/K``.

    Raises
    ------
    DetenteError
        It is none.
    """
    if text is None:
        return Shard()
    k, slash, of = text.partition("/")
    if not (slash and k.isascii() and of.isascii() and k.isdigit() and of.isdigit() and 1 <= int(k) <= int(of) <= 100_000):
        raise DetenteError("a part of a study is written k/K", key="--shard", given=text[:40], wish="for example 1/8, to 8/8")
    return Shard(int(k), int(of))


def conduct(study: StudyFile, folder: Path, workers: Workers, *, shard: Shard | None = None, retry: bool = False,
            progress: Progress | None = None, tell: Callable[[str, dict[str, int]], None] | None = None,
            measure: str | None = None, pace: tuple[float, float] = (CHUNK_SECONDS, FLUSH_SECONDS)) -> StudyResults | None:
    """Run what is not there yet.

    Parameters
    ----------
    study : StudyFile
    folder : Path
        The store.
    workers : Workers
        Left to the caller to close.
    shard : Shard, optional
    retry : bool
        Runs that failed are tried again.
    progress : callable, optional
    tell : callable, optional
        ``tell(key, numbers)``: what is found, what was spoilt, how many pairs a precision takes.
    measure : str, optional
        ``module:function`` in the place of the outcomes.
    pace : tuple of float
        As of `Runner`.

    Returns
    -------
    StudyResults or None
        None when this was a part of the study and others are not done yet.
    """
    shard, tell = shard or Shard(), tell or (lambda key, numbers: None)
    store = Store(folder)
    plan = plan_of(study, measure) if measure else plan_of(study)
    spoilt = len(store.spoilt())
    known = store.known(mend=True, failed=not retry)
    store.sweep()
    if spoilt:
        tell("study.mended", {"n": spoilt})
    runner = Runner(plan, store, workers, progress, pace)
    if study.kind == "optimise":
        from .kinds.optimise import search

        search(plan, runner, known, store)
    else:
        _keep(store, plan)
        jobs = [job for job in plan.jobs() if shard.holds(job)]
        tell("study.found", {"known": sum(job.id in known for job in jobs), "total": len(jobs)})
        runner.run(jobs, known)
        if study.kind == "compare" and study.analysis.get("half_width"):
            _precision(plan, runner, store, known, shard, tell)
    done = StudyResults(folder, {k: v for k, v in plan.as_dict().items() if k != "sha256"})
    return done if all(job.id in known for job in done.jobs) else None


def _keep(store: Store, plan: Plan) -> None:
    """The plan beside its runs, if it is not there as it is."""
    content = plan.as_dict()
    if store.plan() != {k: v for k, v in content.items() if k != "sha256"}:
        store.put_json(PLAN, content)


def _precision(plan: Plan, runner: Runner, store: Store, known: set[str], shard: Shard,
               tell: Callable[[str, dict[str, int]], None]) -> None:
    """Stein's second stage: how many pairs the wanted half-width takes is read off the pilot, once."""
    from .kinds.compare import wanted_pairs

    if shard.of > 1:
        raise DetenteError("a precision to reach cannot be shared out in parts", key="--shard", given=f"{shard.k}/{shard.of}",
                           wish="give the number of seeds instead")
    pilot = plan.seeds
    results = StudyResults(store.folder, {k: v for k, v in plan.as_dict().items() if k != "sha256"})
    n = wanted_pairs(results, pilot)
    most = int(plan.study.analysis.get("most", 1000))
    tell("study.stein", {"pilot": pilot, "n": min(n, most), "wanted": n})
    if min(n, most) > pilot:
        plan.seeds = min(n, most)
        _keep(store, plan)
        runner.run(plan.jobs(), known)


def finish(results: StudyResults, lang: str, figures: bool = True) -> list[str]:
    """Compact the runs, analyse them, write tables, figures and words; returns the words.

    Parameters
    ----------
    results : StudyResults
    lang : str
        Of the words returned; files are written in both languages.
    figures : bool
    """
    from . import kinds

    if len(results.good()) == 0:
        raise DetenteError("no run of this study went well", str(results.folder),
                           wish=said("the first failure: {reason}", reason=str(results.failures().error.iloc[0])))
    results.compact()
    answer = kinds.answer(results)
    words: dict[str, list[str]] = {}
    for name, table in answer.tables.items():
        results.store.put(results.folder / f"{name}.csv", table.to_csv(index=False, lineterminator="\n").encode())
    for each in ("fr", "en"):
        words[each] = answer.words(each)
        results.store.put(results.folder / f"summary_{each}.md", ("\n".join(words[each]) + "\n").encode())
        if figures:
            answer.draw(results.folder, each)
    results.store.put_json(MANIFEST, results.manifest())
    assert (results.folder / TABLE).exists()
    return words[lang]
