"""What is planted in a base is suggested; what is not there, or too old, is not."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.foundation.words import LANGUAGES
from core.segments import tables
from core.segments.checking import checked
from core.segments.model import Condition, conditions
from core.segments.notation import canonical, parse
from core.segments.prospects import LEAST, Kind, Suggestion
from core.segments.suggestions import Suggested, suggested
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot
from tests.core.segments.planting import DAY, FALLING, SILENT, Garden


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Garden().publish(tmp_path_factory.mktemp("planted"))


def found(snapshot: Snapshot, catalogue: Catalogue, kind: Kind) -> list[Suggestion]:
    every = suggested(snapshot, catalogue, today=DAY).suggestions
    return [one for one in every if one.kind is kind]


def members(snapshot: Snapshot, catalogue: Catalogue, one: Suggestion) -> list[int]:
    return [int(i) for i in tables.member_ordinals(snapshot, one.rule, catalogue)]


def test_contracts_that_end_while_usage_rises(planted: Snapshot, catalogue: Catalogue) -> None:
    (one,) = found(planted, catalogue, Kind.RENEWAL)

    assert members(planted, catalogue, one) == list(range(20, 40))
    assert Condition("contract_ends_on", "in_next_days", 60) in conditions(one.rule)
    # Twenty with voice and internet, sixteen of them with the cloud, each for a hundred.
    assert "5,600" in one.worth("en")


def test_the_window_widens_until_somebody_is_in_it(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    snapshot = Garden(ends_in=110).publish(tmp_path)

    (one,) = found(snapshot, catalogue, Kind.RENEWAL)

    assert Condition("contract_ends_on", "in_next_days", 120) in conditions(one.rule)
    assert "120 days" in one.reason("en")


def test_a_handful_is_not_suggested(tmp_path: Path, catalogue: Catalogue) -> None:
    snapshot = Garden(rising=range(40 - LEAST + 1, 60)).publish(tmp_path)

    assert found(snapshot, catalogue, Kind.RENEWAL) == []


def test_a_product_that_peers_hold_with_another(
    planted: Snapshot, catalogue: Catalogue
) -> None:
    (one,) = found(planted, catalogue, Kind.CROSSING)

    assert members(planted, catalogue, one) == [i for i in range(150) if i % 5 == 0]
    assert Condition("industry", "is", "shop") in conditions(one.rule)
    reason = one.reason("en")
    # 120 of 150 shops, from 72.9 % to 85.6 % by Wilson; 135 of all 400.
    for part in ("150", "80\u00a0%", "73\u00a0%", "86\u00a0%", "34\u00a0%", "shop"):
        assert part in reason, part


def test_where_products_are_held_apart_nothing_is_crossed(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    snapshot = Garden(associated=False).publish(tmp_path)

    assert found(snapshot, catalogue, Kind.CROSSING) == []


def test_large_accounts_gone_silent(planted: Snapshot, catalogue: Catalogue) -> None:
    (one,) = found(planted, catalogue, Kind.SILENT)

    assert members(planted, catalogue, one) == list(SILENT)
    assert "180 days" in one.reason("en")
    assert "20,000" in one.worth("en")


def test_large_payers_whose_usage_falls(planted: Snapshot, catalogue: Catalogue) -> None:
    (one,) = found(planted, catalogue, Kind.COOLING)

    assert members(planted, catalogue, one) == list(FALLING)
    assert "150,000" in one.worth("en")


def test_who_recommends_us_and_holds_little(planted: Snapshot, catalogue: Catalogue) -> None:
    (one,) = found(planted, catalogue, Kind.PROMOTER)

    assert members(planted, catalogue, one) == [i for i in range(300, 400) if i % 2]
    asked = {condition.field for condition in conditions(one.rule)}
    assert "open_critical_tickets" not in asked, "there are no tickets to ask about"


def test_closed_accounts_are_left_alone(tmp_path: Path, catalogue: Catalogue) -> None:
    snapshot = Garden(closed=(20, 21, 22)).publish(tmp_path)

    (one,) = found(snapshot, catalogue, Kind.RENEWAL)

    assert members(snapshot, catalogue, one) == list(range(23, 40))


def test_every_suggestion_is_an_ordinary_rule_that_counts_what_it_says(
    planted: Snapshot, catalogue: Catalogue
) -> None:
    every = suggested(planted, catalogue, today=DAY).suggestions

    assert {one.kind for one in every} == set(Kind)
    for one in every:
        assert checked(parse(canonical(one.rule)), catalogue) == checked(one.rule, catalogue)
        assert tables.counts(planted, one.rule, catalogue).accounts == one.accounts >= LEAST
        for language in LANGUAGES:
            assert one.title(language)
            assert one.reason(language)
            assert "\u2026" not in one.reason(language)


def test_out_of_a_stale_source_nothing_is_suggested_and_it_is_named(
    planted: Snapshot, catalogue: Catalogue
) -> None:
    limit = catalogue.sources["sales"].fresh_days
    later = suggested(planted, catalogue, today=DAY + timedelta(days=limit - 9))

    assert Kind.SILENT not in kinds(later)
    assert Kind.RENEWAL in kinds(later)
    (declined,) = [one for one in later.declined if one.kind is Kind.SILENT]
    assert declined.source is not None
    assert declined.source.source.table == "sales"
    assert declined.source.is_stale


def test_years_later_nothing_at_all_is_suggested(
    planted: Snapshot, catalogue: Catalogue
) -> None:
    later = suggested(planted, catalogue, today=DAY + timedelta(days=700))

    assert later.suggestions == ()
    assert all(one.source is not None and one.source.is_stale for one in later.declined)
    assert {one.kind for one in later.declined} == set(Kind)


def test_out_of_an_empty_source_nothing_is_suggested(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    snapshot = Garden(answered=False).publish(tmp_path)

    now = suggested(snapshot, catalogue, today=DAY)

    assert Kind.PROMOTER not in kinds(now)
    (declined,) = [one for one in now.declined if one.kind is Kind.PROMOTER]
    assert declined.source is not None
    assert declined.source.is_empty


def test_an_even_base_points_at_nothing(base: Snapshot, catalogue: Catalogue) -> None:
    assert suggested(base, catalogue, today=DAY).suggestions == ()


def test_it_is_looked_for_once(planted: Snapshot, catalogue: Catalogue) -> None:
    once = suggested(planted, catalogue, today=DAY)

    assert suggested(planted, catalogue, today=DAY) is once


def test_the_first_three_are_of_three_kinds(planted: Snapshot, catalogue: Catalogue) -> None:
    shown = suggested(planted, catalogue, today=DAY).suggestions[:3]

    assert len({one.kind for one in shown}) == 3


def kinds(all_of_it: Suggested) -> set[Kind]:
    return {one.kind for one in all_of_it.suggestions}
