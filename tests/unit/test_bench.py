"""The bench runs and gives its keys; no time is asserted."""

from __future__ import annotations

from detente.studies import bench


def test_memory_and_identity_are_reported():
    figures = bench.year_of_600(1)
    assert figures["ns_per_inmate_slot"] > 0
    assert 0 < figures["bytes_per_inmate"] < figures["bytes_per_inmate_with_series"]


def test_null_policy_is_identical():
    assert bench.null_policy() == {"null_policy_identical": True}


def test_threads_do_not_change_a_bit():
    assert bench.parallel(2)["parallel_identical"] is True


def test_a_nation_of_a_week_moves_nobody_out_of_the_world():
    figures = bench.nation(days=2)
    assert figures["nation_prisons"] == 186
    assert 85_000 < figures["nation_inmates"] < 95_000
