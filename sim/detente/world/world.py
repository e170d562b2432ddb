"""The arrays of one prison, together: what a kernel gets, what is copied, hashed and saved in one go."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import numpy as np

from ..declare.levers import SCALARS
from .compiled import JIT
from .records import DTYPES, LINE, LADDER_SHAPE, SERIES

LEVER_DTYPE = np.dtype([(lever.field, "f8") for lever in SCALARS] + [("response", "f8", LADDER_SHAPE)], align=True)


class World(NamedTuple):
    """One prison as arrays of records.

    Attributes
    ----------
    inmates : recarray, shape (N,)
        Rows of `records.INMATE`; a row is in use where ``here == 1``.
    bonds, knows : recarray (N, K_TIES), int32 (N, K_TIES)
        Directed ties: ``knows[i, k]`` is the row of the k-th person inmate i has a tie to (-1 none), ``bonds[i, k]``
        what it is made of.
    rapports : recarray (N, K_RAPPORTS)
    officers, counsellors, wings, cells, cases : recarrays
    levers : recarray (W,)
        Today's value of each lever in each wing.
    prison : recarray (1,)
    log : recarray
        Incidents; ``prison[0].n_log`` of them are filled.
    series : recarray (days,)
    order, ring, bucket, seat, contacts : scratch of a slot (`m02_encounters`)
    duty : int32 (W, DUTY_MAX)
        Officers on the floor of each wing in this slot (`wings.officers` of them are filled).
    terms, starts, sums, line, rates : scratch
        Terms of the decision in hand; first seat of each place; integer sums; positions in order, or one number a person;
        up to nine numbers a wing.
    picked : scratch
        What a first look over everyone, or over all contacts, leaves to be looked at closely.
    outbox : recarray
        Inmates on their way to another prison.
    """

    inmates: np.recarray
    bonds: np.recarray
    knows: np.ndarray
    rapports: np.recarray
    officers: np.recarray
    counsellors: np.recarray
    wings: np.recarray
    cells: np.recarray
    levers: np.recarray
    prison: np.recarray
    cases: np.recarray
    log: np.recarray
    series: np.recarray
    order: np.ndarray
    ring: np.ndarray
    bucket: np.ndarray
    seat: np.ndarray
    contacts: np.recarray
    duty: np.ndarray
    terms: np.ndarray
    starts: np.ndarray
    sums: np.ndarray
    line: np.ndarray
    rates: np.ndarray
    picked: np.ndarray
    outbox: np.recarray


DUTY_MAX = 48
SCRATCH = ("order", "ring", "bucket", "seat", "contacts", "duty", "terms", "starts", "sums", "line", "rates", "picked")


def table(name: str, *shape: int) -> np.recarray:
    """Empty table of one of the row types, its first row at the start of a cache line."""
    kind = DTYPES[name]
    size = int(np.prod(shape)) * kind.itemsize
    room = np.zeros(size + LINE, np.uint8)
    skip = -room.ctypes.data % LINE
    return room[skip: skip + size].view(kind).reshape(shape).view(np.recarray)


def empty(rows: int, wings: int, cells: int, officers: int, days: int, log: int) -> World:
    """Arrays of the given sizes, nobody in them."""
    from .codes import K_RAPPORTS, K_TIES, N_PLACES, N_TERMS

    inmates = table("inmates", rows)
    rapports = table("rapports", rows, K_RAPPORTS)
    rapports.officer[:] = -1
    cell_table = table("cells", cells)
    cell_table.who[:] = -1
    return World(
        inmates=inmates,
        bonds=table("bonds", rows, K_TIES),
        knows=np.full((rows, K_TIES), -1, np.int32),
        rapports=rapports,
        officers=table("officers", officers),
        counsellors=table("counsellors", max(1, rows // 90)),
        wings=table("wings", wings),
        cells=cell_table,
        levers=np.zeros(wings, LEVER_DTYPE).view(np.recarray),
        prison=table("prison", 1),
        cases=table("cases", max(32, rows // 6)),
        log=table("log", log),
        series=np.zeros(days, SERIES).view(np.recarray),
        order=np.zeros(rows, np.uint32),
        ring=np.zeros(rows + 1, np.float64),
        bucket=np.zeros(2 * rows + 1, np.uint32),
        seat=np.full(rows, -1, np.int32),
        contacts=table("contacts", 4 * rows + 64),
        duty=np.full((wings, DUTY_MAX), -1, np.int32),
        terms=np.zeros(N_TERMS),
        starts=np.zeros(wings * N_PLACES, np.uint32),
        sums=np.zeros(max(64, 4 * wings), np.int64),
        line=np.zeros(4 * rows + 2),
        rates=np.zeros((wings, N_PLACES)),
        picked=np.zeros(8 * rows + 64, np.uint32),
        outbox=table("inmates", 16),
    )


def copy(w: World) -> World:
    """Independent copy: a snapshot to come back to."""
    return World(*(array.copy() for array in w))


def grow_log(w: World) -> World:
    """Same world with a log twice as long."""
    log = table("log", 2 * w.log.shape[0])
    log[: w.log.shape[0]] = w.log
    return w._replace(log=log)


def digest(w: World) -> str:
    """Hash of the whole state, scratch left out; equal digests mean equal worlds, to the bit."""
    total = hashlib.sha256()
    for name, array in zip(w._fields, w, strict=True):
        if name in SCRATCH:
            continue
        _feed(total, np.asarray(array[: int(w.prison[0].n_log)]) if name == "log" else np.asarray(array))
    return total.hexdigest()


def _feed(total, array: np.ndarray) -> None:
    """Hash column by column: padding bytes between columns are nobody's business."""
    if array.dtype.names is None:
        total.update(np.ascontiguousarray(array).tobytes())
        return
    for name in array.dtype.names:
        total.update(name.encode())
        total.update(np.ascontiguousarray(array[name]).tobytes())


def nbytes(w: World) -> int:
    """Bytes of the state and of the daily series, the incident log left out."""
    return sum(array.nbytes for name, array in zip(w._fields, w, strict=True) if name != "log")


if JIT:
    from .handle import receive

    receive(World)
