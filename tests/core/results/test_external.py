from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from core.results.estimates import estimate
from core.results.external import FileReadout, read_file
from core.results.files import UnknownColumn, UnreadableFile, UnreadableValues
from core.results.model import Verdict
from core.results.terms import BadTerms, Columns
from tests.core.results.trials import Experiment
from tests.core.uplift.conftest import SHARED, needs_shared

ROUNDS = 999
HILLSTROM = Columns("id", "segment", "No E-Mail", "spend", before="history", share=0.5)


@pytest.fixture
def mailing() -> pd.DataFrame:
    experiment = Experiment(effect=100)
    return pd.DataFrame(
        {
            "company": experiment.ids,
            "arm": ["control" if held else "letter" for held in experiment.is_held],
            "sales": experiment.outcome,
            "earlier": experiment.before,
        }
    )


COLUMNS = Columns("company", "arm", "control", "sales", before="earlier", share=0.75)


def read(table: pd.DataFrame, path: Path, columns: Columns = COLUMNS) -> FileReadout:
    table.to_csv(path, index=False)
    return read_file(path, columns, rounds=ROUNDS)


@needs_shared
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_hillstrom_comes_out_as_known_from_either_kind_of_file(
    tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"womens.{kind}"
    with duckdb.connect() as connection:
        base = connection.read_parquet(str(SHARED / "hillstrom.parquet"))
        chosen = base.filter("segment != 'Mens E-Mail'").project(
            "row_number() OVER () AS id, *"
        )
        (chosen.write_csv if kind == "csv" else chosen.write_parquet)(str(path))

    facts = read_file(path, HILLSTROM, rounds=ROUNDS).facts()

    assert facts["n"] == {"treated": 21387, "control": 21306}
    assert facts["raw_means"]["treated"] == pytest.approx(1.077202, abs=1e-6)
    assert facts["difference"] == pytest.approx(0.424412, abs=1e-6)
    assert facts["welch_interval"] == pytest.approx([0.168957, 0.679868], abs=1e-6)
    assert facts["interval"] == pytest.approx([0.165, 0.685], abs=0.02)
    assert facts["relative"] == pytest.approx(0.650152, abs=1e-5)
    assert facts["adjusted"]["difference"] == pytest.approx(0.422701, abs=1e-6)
    assert facts["adjusted"]["welch_interval"] == pytest.approx([0.167294, 0.678108], abs=1e-6)
    assert facts["verdict"] == "up"


@needs_shared
def test_starbucks_compares_booleans_as_text() -> None:
    columns = Columns("ID", "Promotion", "False", "purchase", share=0.5)

    facts = read_file(SHARED / "starbucks_training.parquet", columns, rounds=199).facts()

    assert facts["difference"] == pytest.approx(0.009455, abs=1e-6)
    assert facts["srm_p"] == pytest.approx(0.5046, abs=1e-4)
    assert facts["adjusted"] is None


def test_a_mailing_that_worked_says_so(mailing: pd.DataFrame, tmp_path: Path) -> None:
    found = read(mailing, tmp_path / "mailing.csv")

    assert found.verdict is Verdict.UP
    assert found.believed is found.adjusted
    assert "300 treated, 100 control" in found.sentence("en")
    assert "в контроле 100" in found.sentence("ru")


def test_rows_of_one_company_add_up(mailing: pd.DataFrame, tmp_path: Path) -> None:
    halves = mailing.assign(sales=mailing["sales"] / 2, earlier=mailing["earlier"] / 2)
    whole = read(mailing, tmp_path / "whole.csv").facts()

    facts = read(pd.concat([halves, halves]), tmp_path / "halves.csv").facts()

    assert facts["n"] == whole["n"]
    assert facts["difference"] == pytest.approx(whole["difference"])


def test_numbers_of_arms_are_compared_as_numbers(mailing: pd.DataFrame, tmp_path: Path) -> None:
    arms = mailing["arm"].map({"control": 0.0, "letter": 1.0})
    columns = Columns("company", "arm", "0", "sales")

    found = read(mailing.assign(arm=arms), tmp_path / "numbers.csv", columns)

    assert found.sizes == (300, 100)


def test_a_company_in_both_arms_shows_no_effect(mailing: pd.DataFrame, tmp_path: Path) -> None:
    mixed = pd.concat([mailing, mailing.head(3).assign(arm="control")])
    mixed = pd.concat([mixed, mailing.head(3).assign(arm="letter")])

    found = read(mixed, tmp_path / "mixed.csv")

    assert [reason.key for reason in found.refusals] == ["straddling"]
    assert found.facts()["difference"] is None


def test_a_share_the_draw_did_not_have_shows_no_effect(
    mailing: pd.DataFrame, tmp_path: Path
) -> None:
    columns = Columns("company", "arm", "control", "sales", share=0.5)

    found = read(mailing, tmp_path / "mailing.csv", columns)

    assert found.facts()["refusals"][0].startswith("the arms have sizes")
    assert found.facts()["difference"] is None


def test_a_russian_file_is_read_in_its_encoding(mailing: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "рассылка.csv"
    named = mailing.rename(columns={"company": "Компания", "arm": "Группа"})
    named["Группа"] = named["Группа"].map({"control": "Контроль", "letter": "Рассылка"})
    named["sales"] = named["sales"].map(lambda value: f"{value:.2f}".replace(".", ","))
    path.write_bytes(named.to_csv(index=False, sep=";").encode("cp1251"))
    columns = Columns("Компания", "Группа", "контроль", "sales")

    found = read_file(path, columns, rounds=ROUNDS)

    assert found.sizes == (300, 100)


def test_a_column_that_is_not_there_is_named(mailing: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(UnknownColumn, match=r"“turnover”.*company"):
        read(mailing, tmp_path / "m.csv", Columns("company", "arm", "control", "turnover"))


@pytest.mark.parametrize("text", ["many", "inf", "nan"])
def test_outcomes_that_are_no_numbers_are_refused(
    mailing: pd.DataFrame, tmp_path: Path, text: str
) -> None:
    spoiled = mailing.astype({"sales": object})
    spoiled.loc[0, "sales"] = text

    with pytest.raises(UnreadableValues, match="1 row"):
        read(spoiled, tmp_path / "m.csv")


def test_a_control_nobody_was_in_is_refused(mailing: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(UnreadableValues, match="no control"):
        read(mailing, tmp_path / "m.csv", Columns("company", "arm", "nobody", "sales"))


def test_rows_without_an_arm_are_refused(mailing: pd.DataFrame, tmp_path: Path) -> None:
    nameless = mailing.assign(arm=["", *mailing["arm"][1:]])

    with pytest.raises(UnreadableValues, match="neither its unit nor its arm"):
        read(nameless, tmp_path / "m.csv")


@pytest.mark.parametrize("content", [b"", b"PAR1 not really", b"\x00\x01\x02"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.parquet"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match=r"odd\.parquet"):
        read_file(path, COLUMNS)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    for name in ("nowhere.csv", "nowhere.parquet"):
        with pytest.raises(UnreadableFile, match="nowhere"):
            read_file(tmp_path / name, COLUMNS)


def test_lines_that_break_off_are_refused_and_not_counted_short(
    mailing: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "broken.csv"
    lines = mailing.to_csv(index=False).splitlines()
    path.write_text("\n".join([*lines[:300], 'A9,"no end', *lines[300:]]), encoding="utf-8")

    with pytest.raises(UnreadableFile, match="quotation mark"):
        read_file(path, COLUMNS, rounds=ROUNDS)


@pytest.mark.parametrize("name", ["a[1]*?.csv", "a[1]*?.parquet"])
def test_a_name_full_of_stars_is_that_file_and_no_other(
    mailing: pd.DataFrame, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    (mailing.to_csv if name.endswith("csv") else mailing.to_parquet)(path, index=False)

    assert read_file(path, COLUMNS, rounds=ROUNDS).sizes == (300, 100)


@pytest.mark.parametrize(
    "hostile",
    [
        'a"b',
        "'; DROP VIEW given; --",
        "**x** <b>",
        "=1+1",
        "col,umn",
        "продажи, ₽ 🙂",
        "unit",
        "part_of",
        "select",
    ],
)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_hostile_name_of_a_column_is_a_name(
    mailing: pd.DataFrame, tmp_path: Path, hostile: str, kind: str
) -> None:
    path = tmp_path / f"m.{kind}"
    named = mailing.rename(columns={"sales": hostile})
    (named.to_csv if kind == "csv" else named.to_parquet)(path, index=False)

    found = read_file(path, Columns("company", "arm", "control", hostile), rounds=ROUNDS)

    assert found.sizes == (300, 100)


@pytest.mark.parametrize("wrong", ["unit", "arm", "outcome", "before", "cluster", "contacts"])
def test_every_name_that_is_wrong_is_named(
    mailing: pd.DataFrame, tmp_path: Path, wrong: str
) -> None:
    right = {"unit": "company", "arm": "arm", "control": "control", "outcome": "sales"}

    with pytest.raises(UnknownColumn, match="“nothing like it”"):
        read(mailing, tmp_path / "m.csv", Columns(**right | {wrong: "nothing like it"}))  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0.0, 1.0, 80.0, float("nan"), -0.5])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    with pytest.raises(BadTerms, match="between 0 and 1"):
        Columns("company", "arm", "control", "sales", share=share)


def test_a_missing_number_in_parquet_is_nothing_and_a_nan_is_refused(
    mailing: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "m.parquet"
    with duckdb.connect() as connection:
        connection.register("mailing", mailing)
        base = connection.sql(
            "SELECT * REPLACE (nullif(company, 'A00000')::VARCHAR AS company,"
            " CASE WHEN company = 'A00001' THEN NULL ELSE sales END AS sales) FROM mailing"
            " WHERE company != 'A00000'"
        )
        base.write_parquet(str(path))
        assert sum(read_file(path, COLUMNS, rounds=ROUNDS).sizes) == 399
        connection.sql("SELECT * REPLACE ('nan'::DOUBLE AS sales) FROM mailing").write_parquet(
            str(path)
        )

    with pytest.raises(UnreadableValues, match="400 rows"):
        read_file(path, COLUMNS)


def test_thousands_may_be_set_apart(mailing: pd.DataFrame, tmp_path: Path) -> None:
    spaced = mailing.assign(
        sales=mailing["sales"].map(lambda one: f"{one:,.2f}".replace(",", "\u00a0"))
    )

    found = read(spaced, tmp_path / "m.csv").facts()

    assert found["difference"] == pytest.approx(
        read(mailing, tmp_path / "n.csv").facts()["difference"]
    )


def test_a_past_that_is_mostly_unknown_is_left_out(
    mailing: pd.DataFrame, tmp_path: Path
) -> None:
    mailing.loc[:100, "earlier"] = None

    found = read(mailing, tmp_path / "m.csv")

    assert found.believed is found.plain
    assert "past-missing" in [reason.key for reason in found.cautions]


def test_what_people_did_afterwards_is_no_arm(mailing: pd.DataFrame, tmp_path: Path) -> None:
    opened = mailing.rename(columns={"arm": "Opened"})

    found = read(opened, tmp_path / "m.csv", Columns("company", "Opened", "control", "sales"))

    assert [reason.key for reason in found.refusals] == ["post-treatment"]
    assert "descriptive, not causal" in found.sentence("en")
    assert found.facts()["difference"] is None


def test_a_mailing_that_everybody_got_has_no_control(
    mailing: pd.DataFrame, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableValues, match="nobody was treated"):
        read(mailing.assign(arm="control"), tmp_path / "m.csv")


@pytest.mark.parametrize("sold", [7.0, 1e-300])
def test_units_that_all_do_the_same_tell_nothing(
    mailing: pd.DataFrame, tmp_path: Path, sold: float
) -> None:
    found = read(mailing.assign(sales=sold), tmp_path / "m.csv", COLUMNS)

    assert found.verdict is Verdict.INCONCLUSIVE
    assert found.believed is not None
    assert found.believed.uplift.difference == pytest.approx(0)


def test_a_number_nobody_means_is_refused(mailing: pd.DataFrame, tmp_path: Path) -> None:
    mailing.loc[3, "sales"] = 1e300

    with pytest.raises(UnreadableValues, match="1 row"):
        read(mailing, tmp_path / "m.csv")


def test_a_file_has_the_interval_of_our_own_campaigns(tmp_path: Path) -> None:
    """Sums and shares: a halved whale is held, which the interval of one sum alone misses."""
    draw = np.random.default_rng(4)
    without, held = draw.lognormal(4, 2, 150), np.arange(150) < 60
    after = np.where(held, without, without / 2)
    ids = [f"{number:03}" for number in range(150)]
    table = pd.DataFrame({"id": ids, "arm": ~held, "y": after})
    table.to_parquet(path := tmp_path / "m.parquet", index=False)

    found = read_file(path, Columns("id", "arm", "false", "y"), rounds=199)

    assert found.plain is not None
    how = {"seed": found.seed, "rounds": 199}
    sums, both = (
        estimate((after[~held], after[held]), None, **how, is_money=is_money).uplift
        for is_money in (False, True)
    )
    assert found.plain.uplift == both
    assert both.high - both.low > sums.high - sums.low
