"""Costs: quantities times prices; a user's table is checked before it is believed."""

from __future__ import annotations

import math

import pytest
from detente.errors import DetenteError
from detente.outcomes.costs import QUANTITIES, cost_items, cost_table
from detente.outcomes.prices import SHIPPED, load_prices
from detente.outcomes.term_sources import EVIDENCE
from detente.world import codes as c

HEAD = "item,euros,unit,counted,source,year,en,fr\n"


def test_every_item_has_a_quantity_words_and_a_source():
    prices = load_prices()
    assert set(prices) == set(QUANTITIES) | {"overtime_cover"}
    evidence = EVIDENCE.read_text(encoding="utf-8")
    for price in prices.values():
        assert price.en and price.fr and "'" not in price.fr
        assert price.source == "assumed" or f"\n{price.source}," in evidence
    assert prices["suicide"].euros is None


def test_quantity_times_price(small_run):
    euros, total = cost_items(small_run), small_run.series.tally.sum(axis=0)
    assert euros["inmate_day_maison_arret"] == pytest.approx(89 * total[c.K_INMATE_DAYS])
    assert euros["inmate_day_maison_centrale"] == 0.0
    assert "officer_hour" not in euros and "suicide" not in euros
    frame = cost_table(small_run).set_index("item")
    assert math.isnan(frame.loc["suicide", "euros"]) and frame.loc["suicide", "quantity"] == total[c.K_SUICIDES]
    assert frame[frame.counted].euros.sum() == pytest.approx(sum(euros.values()))


def test_a_users_price_takes_the_place_of_the_shipped_one(small_run, tmp_path):
    file = tmp_path / "prices.csv"
    file.write_text(HEAD + "activity_hour,6,per person-hour,yes,our ledger,2025,Activity,Activité\n", encoding="utf-8")
    mine = cost_items(small_run, load_prices(file))
    shipped = cost_items(small_run)
    assert mine["activity_hour"] == pytest.approx(2 * shipped["activity_hour"]) and mine["activity_hour"] > 0
    assert mine["cell_day"] == shipped["cell_day"]


@pytest.mark.parametrize(("text", "key"), [
    ("", "item"), ("item;euros\n", "item"), (HEAD, None),
    (HEAD + "activity_hour,dear,u,yes,x,2024,a,b\n", "activity_hour.euros"),
    (HEAD + 'activity_hour,"3,5",u,yes,x,2024,a,b\n', "activity_hour.euros"),
    (HEAD + "activity_hour,-1,u,yes,x,2024,a,b\n", "activity_hour.euros"),
    (HEAD + "activity_hour,nan,u,yes,x,2024,a,b\n", "activity_hour.euros"),
    (HEAD + "activity_hour,,u,yes,x,2024,a,b\n", "activity_hour.euros"),
    (HEAD + "activity_hour,1,u,maybe,x,2024,a,b\n", "activity_hour.counted"),
    (HEAD + "activity_hour,1,u,yes,,2024,a,b\n", "activity_hour.source"),
    (HEAD + "activity_hour,1,u,yes\n", "activity_hour"),
    (HEAD + "unicorn,1,u,yes,x,2024,a,b\n", "unicorn"),
    (HEAD + "activity_hour,1,u,yes,x,2024,a,b\n" * 2, "activity_hour"),
])
def test_a_bad_table_is_refused_in_one_sentence(tmp_path, text, key):
    file = tmp_path / "prices.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DetenteError) as error:
        load_prices(file)
    assert error.value.key == key and str(file) in str(error.value)


def test_unreadable_tables(tmp_path):
    (tmp_path / "latin.csv").write_bytes("item,é\n".encode("latin-1"))
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / "latin.csv"):
        with pytest.raises(DetenteError):
            load_prices(path)
    assert load_prices(SHIPPED) == load_prices()
