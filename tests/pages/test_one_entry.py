"""One entry in the catalogue's file, and nothing else: the field is everywhere in the house."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.cockpit import Cockpit
from core.messages import tables as messages
from core.messages.fields import declared_fields
from core.messages.linting import check_writing
from core.messages.model import Channel, Writing, errors
from core.segments import dimensions, tables
from core.segments.histograms import histogram
from core.segments.model import Condition
from core.warehouse import catalogue, facts
from tests.conftest import ANA
from tests.core.segments.conftest import lay_out
from tests.core.segments.test_one_entry import ENTRY
from tests.pages.conftest import OpenPage
from tests.pages.test_messages import written
from tests.pages.test_segments import accounts, widget

KEY, LABEL = "voice_services", "Internet lines"

pytestmark = pytest.mark.page


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The house's own catalogue is now a file with one entry more."""
    path = tmp_path / "catalogue.toml"
    own = catalogue.CATALOGUE_FILE.read_text(encoding="utf-8")
    path.write_text(own + ENTRY, encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUE_FILE", path)
    declared_fields.cache_clear()
    yield
    declared_fields.cache_clear()


@pytest.fixture
def base(one_more: None, house: Cockpit) -> Cockpit:
    """A house that was opened, and a base that was published, with that file."""
    lay_out(house.warehouse)
    return house


def test_it_is_in_the_facts_and_in_the_sql(base: Cockpit) -> None:
    snapshot = base.warehouse.current()

    assert KEY in facts.usable(snapshot, base.catalogue)
    rule = Condition(KEY, "at_least", 2)
    assert f'"{KEY}" >= 2' in tables.sql(snapshot, rule, base.catalogue)
    assert tables.member_ordinals(snapshot, rule, base.catalogue).tolist() == [0]


def test_it_is_in_the_profile(base: Cockpit) -> None:
    assert KEY in {field.key for field in dimensions.fields_of(base.catalogue)}


def test_it_is_in_the_editor_and_counts(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page("plan/segments.py", ANA, segment="new")
    widget(page, "button", "-0--add-condition").click().run()
    box = widget(page, "selectbox", "-1-0-field")

    assert any(LABEL in option for option in box.options)
    box.select(KEY).run()
    widget(page, "number_input", f"{KEY}-at_least-value").set_value(2).run()
    assert not page.exception
    assert accounts(page) == "1"
    assert any(LABEL in one.value for one in page.info)


def test_it_is_in_the_catalogue_with_its_picture(base: Cockpit, open_page: OpenPage) -> None:
    page = open_page("people/catalogue.py", ANA)
    assert LABEL in list(page.dataframe[0].value["Field"])

    page = open_page("people/catalogue.py", ANA, field=KEY)
    assert not page.exception
    assert len(page.get("plotly_chart")) == 1
    found = histogram(base.warehouse.current(), base.catalogue.fields[KEY], base.catalogue)
    assert [(bar.value, bar.count) for bar in found.bars] == [(0, 5), (1, 1), (2, 1)]


def test_it_is_in_the_messages(base: Cockpit, open_page: OpenPage) -> None:
    page = written(open_page, "new", begin="email-html")
    assert not page.exception
    assert f"{LABEL} · account.{KEY}" in page.selectbox(key="message-field-new").options

    hole = f"{{{{ account.{KEY} }}}}"
    assert not errors(check_writing(Channel.EMAIL, Writing(hole, f"<p>{hole}</p>", hole)))
    recipient = messages.recipient(base.warehouse.current(), "c1")
    assert recipient is not None
    assert recipient.account[KEY] == 2
