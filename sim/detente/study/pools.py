"""Who does the work: threads, spawned processes, or any executor of the `concurrent.futures` kind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

from ..studies.runner import cores

MakeExecutor = Callable[[], Executor]


class Workers:
    """An executor that can be made again when it breaks.

    Parameters
    ----------
    make : callable
        Makes a new executor.
    size : int
        Chunks it works on at a time.
    own_process : bool
        A worker is a process of its own: it may end itself when a run takes too long.
    lasting : bool
        Somebody else's executor: left open.
    after : callable, optional
        Called when all is over.
    """

    def __init__(self, make: MakeExecutor, size: int, own_process: bool, lasting: bool = False,
                 after: Callable[[], None] | None = None) -> None:
        self._make, self.size, self.own_process, self._after = make, size, own_process, after
        self._lasting = lasting
        self._executor: Executor | None = None

    def submit(self, work: Callable[..., Any], payload: dict[str, Any]) -> Future[Any]:
        """Hand over a chunk."""
        if self._executor is None:
            self._executor = self._make()
        return self._executor.submit(work, payload)

    def renew(self) -> None:
        """Give up a broken executor; the next chunk gets a new one."""
        if self._executor is not None:
            _end(self._executor, wait=False)
            self._executor = None

    def close(self, *, now: bool = False) -> None:
        """End: after what is under way, or at once."""
        if self._executor is None:
            return
        if now and isinstance(self._executor, ProcessPoolExecutor):
            for process in list((getattr(self._executor, "_processes", None) or {}).values()):
                process.terminate()
        if not self._lasting:
            _end(self._executor, wait=not now)
        self._executor = None
        if self._after is not None:
            self._after()


def _end(executor: Executor, wait: bool) -> None:
    try:
        executor.shutdown(wait=wait, cancel_futures=True)
    except TypeError:  # executors of other houses know less
        executor.shutdown(wait=wait)


def threads(n: int | None = None) -> Workers:
    """Threads of this process: quickest to start; a run that never ends or takes the process down is not survived."""
    size = n or cores()
    return Workers(lambda: ThreadPoolExecutor(size, "detente"), size, False)


def processes(n: int | None = None) -> Workers:
    """Processes of their own, spawned."""
    import multiprocessing

    from .job import _quiet_start

    size = n or cores()
    return Workers(lambda: ProcessPoolExecutor(size, multiprocessing.get_context("spawn"), _quiet_start), size, True)


def given(executor: Executor, size: int) -> Workers:
    """Somebody's own executor, left open at the end."""
    return Workers(lambda: executor, size, False, lasting=True)


def dask(address: str) -> Workers:
    """A Dask cluster: ``tcp://host:port`` of its scheduler, or ``local``.

    Raises
    ------
    DetenteError
        Dask is not installed, or nobody answers.
    """
    from ..errors import DetenteError

    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise DetenteError("this needs a package that is not installed", key="--dask", given=address,
                           wish="pip install \"detente[research]\"") from None
    if address == "local":
        cluster = LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address=None, processes=True)
        client = Client(cluster)
    else:
        try:
            client = Client(address, timeout="10s")
        except (OSError, ValueError, TypeError):
            raise DetenteError("no Dask scheduler answers there", key="--dask", given=address,
                               allowed=", ".join(("local", "tcp://HOST:PORT"))) from None
    size = max(1, sum(client.ncores().values()))

    def over() -> None:
        client.close()
        if address == "local":
            cluster.close()

    return Workers(lambda: client.get_executor(pure=False), size, False, after=over)
