"""The agreed figures, out of files and through the command that people type."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from core import cli
from core.commands.asking import OK, REFUSED
from tests.core.uplift.conftest import SHARED, needs_shared
from tests.core.uplift.test_reference import RETAIL, drawn

KEYS = {
    "n",
    "raw_means",
    "difference",
    "interval",
    "p",
    "relative",
    "relative_interval",
    "adjusted",
    "srm_p",
    "verdict",
    "refusals",
    "sentence",
}


@pytest.fixture(autouse=True)
def _empty_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path / "house"))
    monkeypatch.delenv("COCKPIT_STORE", raising=False)


def told(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> dict[str, Any]:
    assert cli.main(["readout", str(path), *words, "--json"]) == OK
    (line,) = capsys.readouterr().out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def as_kind(kind: str, question: str, file: str, folder: Path) -> Path:
    path = folder / f"given.{kind}"
    with duckdb.connect() as connection:
        shared = connection.read_parquet(str(SHARED / file))
        found = shared.query("shared", question)
        assert found is not None
        (found.write_csv if kind == "csv" else found.write_parquet)(str(path))
    return path


WORDS = ["--unit", "id", "--arm", "arm", "--outcome", "y"]
TREATED = ["--arm", "treated", "--control", "0"]
KINDS = pytest.mark.parametrize("kind", ["csv", "parquet"])


def starbucks(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    control: str,
    *,
    rows: int = 1_000_000,
) -> Any:
    """Of so many rows. The file's flag is one in Parquet, words or digits in a CSV."""
    arm = "Promotion::INTEGER AS Promotion" if control == "0" else "Promotion"
    question = f"SELECT ID, {arm}, purchase FROM shared ORDER BY ID LIMIT {rows}"
    path = as_kind(kind, question, "starbucks_training.parquet", folder)
    words = f"--unit ID --arm Promotion --control {control} --outcome purchase --share 0.5"
    return told(capsys, path, *words.split(), "--margin", "10", "--cost", "0.15")


@needs_shared
def test_a_flag_is_read_however_a_file_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = [("parquet", "False"), ("csv", "false"), ("csv", "0")]

    found = [starbucks(tmp_path, capsys, *kind, rows=5_000) for kind in kinds]

    assert found[0]["n"] == found[1]["n"] == found[2]["n"]
    assert found[0]["difference"] == found[1]["difference"] == found[2]["difference"]


@needs_shared
@pytest.mark.slow
def test_starbucks_works_and_loses_money(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = starbucks(tmp_path, capsys, "parquet", "False")

    assert set(found) >= KEYS
    assert found["srm_p"] == pytest.approx(0.5046, abs=1e-4)
    assert found["difference"] == pytest.approx(0.009455, abs=1e-6)
    assert found["welch_interval"] == pytest.approx([0.007971, 0.010938], abs=1e-6)
    money = found["money"]
    assert money["difference"] == pytest.approx(-0.055455, abs=1e-6)
    assert money["welch_interval"] == pytest.approx([-0.070290, -0.040619], abs=1e-6)
    assert money["net"] == pytest.approx(-2334.60, abs=0.005)
    assert found["verdict"] == "works, loses money"
    assert "Works, loses money" in found["sentence"]


@needs_shared
@KINDS
def test_b2b_money_by_account_and_by_contact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = as_kind(kind, "FROM shared", "b2b_dev_accounts.parquet", tmp_path)
    words = ["--unit", "account_id", *TREATED, "--outcome", "revenue"]

    each = told(capsys, path, *words)
    head = told(capsys, path, *words, "--contacts", "contacts")

    assert each["difference"] == pytest.approx(215.268387, abs=1e-5)
    assert each["welch_interval"] == pytest.approx([81.224878, 349.311897], abs=1e-5)
    assert head["difference"] == pytest.approx(57.472039, abs=1e-5)
    assert head["welch_interval"] == pytest.approx([18.269729, 96.674349], abs=1e-5)


@needs_shared
@KINDS
def test_b2b_contacts_are_read_by_the_accounts_that_were_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = as_kind(kind, "FROM shared", "b2b_dev_contacts.parquet", tmp_path)
    words = ["--unit", "contact_id", *TREATED, "--cluster", "account_id"]

    money = told(capsys, path, *words, "--outcome", "revenue")
    nps = told(capsys, path, *words, "--outcome", "nps", "--score", "nps")

    assert money["n"] == nps["n"] == {"treated": 1600, "control": 400}
    assert money["difference"] == pytest.approx(57.472039, abs=1e-5)
    assert money["welch_interval"] == pytest.approx([18.269729, 96.674349], abs=1e-5)
    assert nps["difference"] == pytest.approx(31.435794, abs=1e-5)
    assert nps["welch_interval"] == pytest.approx([18.431521, 44.440066], abs=1e-5)
    # Contacts of one account are no separate draws: the narrow interval is not believed.
    assert nps["interval"][0] <= 18.431522
    assert nps["interval"][1] >= 44.440065


@needs_shared
@KINDS
def test_online_retail_without_any_mailing_shows_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    plain = as_kind("parquet", RETAIL, "online_retail_2009_10.parquet", tmp_path)
    path = tmp_path / f"arms.{kind}"
    with duckdb.connect() as connection:
        connection.create_function("drawn", drawn, ["BIGINT"], "DOUBLE")
        base = connection.read_parquet(str(plain)).project(
            "*, CASE WHEN drawn(id::BIGINT) < 0.8 THEN 'mail' ELSE 'No E-Mail' END AS arm"
        )
        (base.write_csv if kind == "csv" else base.write_parquet)(str(path))
    words = [*WORDS, "--before", "x", "--share", "0.8"]

    found = told(capsys, path, *words, "--control", "No E-Mail")

    assert found["n"] == {"treated": 2894, "control": 741}
    assert found["difference"] == pytest.approx(5.523821, abs=1e-5)
    assert found["welch_interval"] == pytest.approx([-79.214089, 90.261730], abs=1e-5)
    adjusted = found["adjusted"]
    assert adjusted["difference"] == pytest.approx(-6.199566, abs=1e-5)
    assert adjusted["welch_interval"] == pytest.approx([-70.675996, 58.276865], abs=1e-5)
    assert found["verdict"] == "inconclusive"


@needs_shared
@pytest.mark.parametrize(
    ("mailed", "plain", "relative"),
    [
        ("Mens E-Mail", (0.769827, 0.485140, 1.054515), (0.643675, 1.977481)),
        ("Womens E-Mail", (0.424412, 0.168957, 0.679868), (0.224162, 1.274965)),
    ],
)
def test_hillstrom_through_the_command(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    mailed: str,
    plain: tuple[float, float, float],
    relative: tuple[float, float],
) -> None:
    question = (
        "SELECT row_number() OVER () AS id, segment, spend FROM shared"
        f" WHERE segment IN ('{mailed}', 'No E-Mail')"
    )
    path = as_kind("csv", question, "hillstrom.parquet", tmp_path)
    words = ["--unit", "id", "--arm", "segment", "--outcome", "spend", "--share", "0.5"]

    found = told(capsys, path, *words, "--control", "No E-Mail")

    assert [found["difference"], *found["welch_interval"]] == pytest.approx(plain, abs=1e-6)
    assert found["verdict"] == "up"
    # Ours is the envelope: it holds Fieller's interval by Welch's quantiles.
    assert found["relative_interval"][0] <= relative[0] + 1e-5
    assert found["relative_interval"][1] >= relative[1] - 1e-5


def test_an_answer_in_russian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["id,arm,y", *(f"{n},{'a' if n % 2 else 'b'},{n % 7}" for n in range(400))]
    path = tmp_path / "m.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    words = [*WORDS, "--control", "b", "--language", "ru"]

    assert "Ясного эффекта нет" in told(capsys, path, *words)["sentence"]


@pytest.mark.parametrize("wrong", [("--share", "many"), ("--share", "80"), ("--cost", "-1")])
def test_a_number_that_is_none_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    words = ["readout", "m.csv", *WORDS, "--control", "b"]

    assert cli.main([*words, *wrong]) == REFUSED
    assert capsys.readouterr().err.strip().endswith((".", "one."))
