"""One entry in the catalogue is enough: for rules, SQL, the sentence and the messages."""

from pathlib import Path

from core.foundation.words import LANGUAGES
from core.segments import tables
from core.segments.model import Condition
from core.segments.sentence import sentence
from core.warehouse import facts
from core.warehouse.catalogue import CATALOGUE_FILE, Catalogue, load_catalogue
from core.warehouse.fields import Level
from core.warehouse.snapshot import Snapshot

ENTRY = """
[fields.voice_services]
level = "account"
kind = "number"
table = "services"
sql = "count(*)"
where = "product = 'internet' AND status = 'active'"
missing = 0
group = "services"
unit = "lines"
in_messages = true
label = { en = "Internet lines", ru = "Линии интернета" }
description = { en = "How many lines", ru = "Сколько линий" }
"""


def with_one_more(folder: Path) -> Catalogue:
    path = folder / "catalogue.toml"
    path.write_text(CATALOGUE_FILE.read_text(encoding="utf-8") + ENTRY, encoding="utf-8")
    return load_catalogue(path)


def test_a_field_declared_today_is_asked_of_yesterdays_publication(
    base: Snapshot, tmp_path: Path
) -> None:
    catalogue = with_one_more(tmp_path)
    rule = Condition("voice_services", "at_least", 2)

    assert "voice_services" not in facts.usable(base, catalogue)
    assert tables.member_ordinals(base, rule, catalogue).tolist() == [0]
    none = Condition("voice_services", "at_most", 0)
    assert tables.member_ordinals(base, none, catalogue).tolist() == [2, 3, 4, 5, 6]


def test_it_is_offered_to_rules_and_messages_and_said_in_words(tmp_path: Path) -> None:
    catalogue = with_one_more(tmp_path)
    rule = Condition("voice_services", "at_least", 2)

    assert "voice_services" in {field.key for field in catalogue.for_rules()}
    quoted = {field.key for field in catalogue.for_messages(Level.ACCOUNT)}
    assert "voice_services" in quoted
    for language in LANGUAGES:
        label = catalogue.fields["voice_services"].label(language)
        assert label in sentence(rule, catalogue, language)


def test_a_field_that_means_something_else_now_is_counted_anew(
    base: Snapshot, tmp_path: Path
) -> None:
    path = tmp_path / "catalogue.toml"
    text = CATALOGUE_FILE.read_text(encoding="utf-8")
    changed = text.replace("in_last_days(sold_at, 90)", "in_last_days(sold_at, 91)", 1)
    path.write_text(changed, encoding="utf-8")
    rule = Condition("sales_90_days", "at_least", 3)

    before = tables.member_ordinals(base, rule, load_catalogue())
    after = tables.member_ordinals(base, rule, load_catalogue(path))

    assert (before.tolist(), after.tolist()) == ([], [0])
