"""The imports page: a file goes up, is mapped, checked, published; older versions come back."""

from pathlib import Path

from core.accounts import actions as accounts
from core.cockpit import Cockpit
from tests.conftest import ANA, CLEO, MONDAY
from tests.pages.conftest import OpenPage

PAGE = "people/imports.py"
SMALL = (
    "Customer ID;Company;E-mail;Phone\n"
    "7;Lutik;ivan@lutik.ru;+7 916 123-45-67\n"
    "8;Romashka;nobody;\n"
)


def publish(house: Cockpit, text: str, name: str) -> None:
    folder = house.settings.imports / name
    folder.mkdir(parents=True)
    source = folder / "source.csv"
    source.write_text(text, encoding="utf-8")
    checked = accounts.check(source, folder=folder, by=ANA, source_name=f"{name}.csv")
    accounts.publish(house.transaction, house.warehouse, checked, name=name, by=ANA, at=MONDAY)


def test_an_empty_house_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "Your first file becomes version 1" in page.info[0].value


def test_a_file_goes_from_upload_to_a_published_version(
    open_page: OpenPage, house: Cockpit
) -> None:
    page = open_page(PAGE, ANA)

    page.file_uploader(key="import-file").upload("small.csv", SMALL.encode(), "text/csv").run()
    assert not page.exception
    page.button(key="check-file").click().run()
    assert not page.exception
    shown = {metric.label: metric.value for metric in page.metric}
    page.button(key="FormSubmitter:publish-form-Publish 1 row").click().run()

    assert not page.exception
    assert shown == {"Read": "2", "Accepted": "1", "Rejected": "1"}
    publication = house.warehouse.current().publication
    assert publication.published_by == ANA.id
    assert publication.counts["contacts"] == 1


def test_a_broken_file_is_a_sentence(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    page.file_uploader(key="import-file").upload("broken.xlsx", b"PK nothing", "x/y").run()

    assert not page.exception
    assert "is not a sound XLSX workbook" in page.warning[0].value


def test_an_import_survives_a_reload(open_page: OpenPage, house: Cockpit) -> None:
    publish(house, SMALL, "first")

    page = open_page(PAGE, ANA, **{"import": "first"})

    assert not page.exception
    assert [metric.value for metric in page.metric] == ["2", "1", "1"]


def test_an_address_from_elsewhere_opens_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "source.csv").write_text("secret\n1\n")

    page = open_page(PAGE, ANA, **{"import": ".."})

    assert not page.exception
    assert not page.metric


def test_an_older_version_is_made_current_again(open_page: OpenPage, house: Cockpit) -> None:
    publish(house, SMALL, "first")
    publish(house, SMALL.replace("Lutik", "Rosa"), "second")
    page = open_page(PAGE, ANA)

    page.button(key="make-current").click().run()

    assert not page.exception
    assert house.warehouse.current_number() == 1


def test_a_stranger_may_not_load(open_page: OpenPage) -> None:
    assert "your roles do not reach this" in open_page(PAGE, CLEO).warning[0].value


def test_the_first_file_is_not_asked_how_to_join_what_is_not_there(
    open_page: OpenPage, house: Cockpit
) -> None:
    source = house.settings.imports / "one" / "source.csv"
    source.parent.mkdir(parents=True)
    source.write_text(SMALL, encoding="utf-8")
    accounts.check(source, folder=source.parent, by=ANA, source_name="one.csv")
    assert not open_page(PAGE, ANA, **{"import": "one"}).radio

    publish(house, SMALL, "first")

    assert open_page(PAGE, ANA, **{"import": "one"}).radio


def test_what_would_be_lost_unseen_is_said_before_publishing(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)
    file = "Customer ID;Company;E-mail\n7;Oak *& Co*;a@oak.ru\n7;Elm;b@elm.ru\n"

    page.file_uploader(key="import-file").upload("two.csv", file.encode(), "text/csv").run()
    page.button(key="check-file").click().run()

    assert not page.exception
    clash, consents = (one.value for one in page.warning)
    assert "1 customer code has different company names" in clash
    assert "line 2, code 7" in clash
    assert "Elm" in clash
    assert "*& Co*" not in clash.replace("\\*", "")
    assert "advertising goes only to those" in consents
