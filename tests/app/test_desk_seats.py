"""Years are lived in processes of their own: one that crashes, hangs or is wrong harms nobody but who asked."""

from __future__ import annotations

import asyncio
import os
import time

import pytest
from desk_support import arm, pair, post, serving
from detente.app.desk import seats as seats_module
from detente.app.desk.refuse import Refused
from detente.app.desk.seats import Seats


async def gone() -> bool:
    return True


def raised(work, *given):
    """What a call comes out with, and what the next gives."""
    async def both():
        seats = Seats(1, patience=1.0)
        try:
            before = await seats.call(os.getpid)
            try:
                await seats.call(work, *given)
            except Exception as error:
                return before, error, await seats.call(os.getpid)
        finally:
            await seats.close()
    return asyncio.run(both())


@pytest.mark.parametrize("work, given, what", [(os.abort, (), "failed"), (time.sleep, (600,), "hung")])
def test_a_seat_that_crashes_or_hangs_is_replaced(work, given, what):
    before, error, after = raised(work, *given)
    assert isinstance(error, Refused) and error.what == what
    assert after != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_what_a_call_raises_costs_no_seat():
    before, error, after = raised(int, "no number")
    assert isinstance(error, ValueError) and after == before


def test_a_refusal_comes_back_whole():
    async def one():
        seats = Seats(1)
        try:
            return await seats.call(refuse)
        finally:
            await seats.close()
    with pytest.raises(Refused) as told:
        asyncio.run(one())
    body = told.value.body()
    assert (told.value.code, body["key"]) == (400, "horizon_days") and "{" not in body["message"]["fr"]


def refuse():
    raise Refused(400, "days", key="horizon_days", given=4000, allowed=1095)


def test_who_is_alone_sits_at_the_same_seat_and_who_has_gone_takes_none():
    async def many():
        seats = Seats(2, apart=False)
        try:
            await seats.call(int)
            while len(seats._free) < 2:
                await asyncio.sleep(0.01)
            import threading
            alone = {await seats.call(threading.get_ident) for _ in range(5)}
            return alone, await seats.call(os.abort, before=gone), len(seats._free)
        finally:
            await seats.close()
    alone, dropped, free = asyncio.run(many())
    assert len(alone) == 1 and dropped is None and free == 2


def test_a_seat_that_cannot_be_made_ready_is_said_and_tried_again(monkeypatch):
    def fails(announce):
        raise OSError("no room for the compiled model")

    async def twice():
        seats = Seats(1, apart=False)
        monkeypatch.setattr(seats_module, "sit", fails)
        try:
            with pytest.raises(Exception):  # noqa: B017, PT011 - as the executor puts it
                await seats.call(int)
            monkeypatch.undo()
            return await seats.call(int)
        finally:
            await seats.close()
    assert asyncio.run(twice()) == 0


def test_a_crash_in_one_year_leaves_the_server_and_the_next_reader_alone():
    with serving(apart=True) as client:
        first = post(client, "/api/year", pair(horizon_days=2)).json()
        desk = client.app.state.desk
        for seat in list(desk.seats._all):
            for process in seat._processes.values():
                process.kill()
        answers = [post(client, "/api/year", pair(horizon_days=2)) for _ in range(4)]
        assert {x.status_code for x in answers} <= {200, 500} and answers[-1].status_code == 200
        again = answers[-1].json()
        assert again["bundle"] == first["bundle"] and again["totals"] == first["totals"]
        assert post(client, "/api/year", pair(arms=[arm(scenario="../x"), arm()])).status_code == 400


def test_the_same_in_a_thread_and_in_a_process():
    with serving(apart=True) as apart, serving() as here:
        one, other = (post(client, "/api/year", pair(horizon_days=9)).json() for client in (apart, here))
    assert one["bundle"] == other["bundle"] and one["totals"] == other["totals"]


def test_many_readers_at_once_get_what_each_would_alone():
    import json

    from detente.app.desk.years import Years

    questions = [pair(horizon_days=9, seed=1 + k % 3, arms=[arm("A"), arm("B", "dynamic", discretion=0.1 + 0.05 * k)])
                 for k in range(12)]

    async def here():
        return False

    async def told(number: int, apart: bool, at_once: bool):
        seats = Seats(number, apart=apart)
        years = Years(seats)
        try:
            if at_once:
                return await asyncio.gather(*(years.get(question, here, False) for question in questions))
            return [await years.get(question, here, False) for question in questions]
        finally:
            await seats.close()

    def plain(answers):
        return [{key: value for key, value in json.loads(x).items() if key != "ms"} for x in answers]
    assert plain(asyncio.run(told(2, True, True))) == plain(asyncio.run(told(1, False, False)))
