"""One action, one transaction; the tables are those the program knows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from core.people import records
from core.people.model import PersonId, Role
from core.store import schema
from core.store.schema import metadata, people, person_roles, segments
from core.store.store import MIGRATIONS, Store, open_store
from tests.conftest import ANA, MONDAY


def test_the_migrations_make_exactly_the_declared_tables(store: Store) -> None:
    with store.reading() as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_a_store_that_was_never_migrated_is_behind() -> None:
    store = open_store("sqlite://")

    assert store.is_behind()


def test_migrating_twice_changes_nothing(store: Store) -> None:
    store.migrate()

    assert not store.is_behind()


def test_an_action_that_fails_leaves_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.transaction() as tx:
            records.add(tx, ANA, by="test", at=MONDAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    with store.reading() as tx:
        assert records.everyone(tx) == []


def test_what_is_written_while_reading_is_undone(store: Store) -> None:
    with store.reading() as tx:
        records.add(tx, ANA, by="test", at=MONDAY)

    with store.reading() as tx:
        assert records.everyone(tx) == []


def test_a_reader_keeps_no_writer_waiting_and_sees_one_view(store: Store) -> None:
    with store.reading() as view:
        assert records.everyone(view) == []
        with store.transaction() as tx:
            records.add(tx, ANA, by="test", at=MONDAY)

        assert records.everyone(view) == []


def test_writers_queue_up_instead_of_failing(store: Store) -> None:
    def add(number: int) -> None:
        with store.transaction() as tx:
            highest = tx.execute(select(people.c.name)).all()
            row = {"id": f"p{number}", "issuer": "i", "subject": str(number), "name": "n"}
            tx.execute(
                insert(people).values(
                    **row, email=str(len(highest)), is_active=True, added_at=MONDAY
                )
            )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))

    with store.reading() as tx:
        assert len(records.everyone(tx)) == 40


def test_a_role_for_nobody_is_refused_by_the_store(store: Store) -> None:
    orphan = insert(person_roles).values(
        person_id="nobody", role="legal", granted_by="x", granted_at=MONDAY
    )

    with pytest.raises(IntegrityError), store.transaction() as tx:
        tx.execute(orphan)


def test_a_moment_comes_back_in_utc_whatever_zone_it_went_in_with(store: Store) -> None:
    vladivostok = MONDAY.astimezone(timezone(timedelta(hours=10)))
    with store.transaction() as tx:
        records.add(tx, ANA, by="test", at=vladivostok)

        kept = tx.execute(select(people.c.added_at)).scalar_one()

    assert kept == MONDAY
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    naive = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 -- that is the point

    with pytest.raises(StatementError, match="no time zone"), store.transaction() as tx:
        records.add(tx, ANA, by="test", at=naive)


def test_sqlite_is_set_up_for_several_processes(store: Store) -> None:
    if store.engine.dialect.name != "sqlite":
        return
    with store.reading() as tx:
        settings = {
            name: tx.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }

    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000}


@pytest.mark.parametrize(
    ("table", "columns"),
    [("dispatches", ["account_id", "sent_at"]), ("audience_contacts", ["account_id"])],
)
def test_what_is_asked_by_account_is_found_by_account(
    store: Store, table: str, columns: list[str]
) -> None:
    with store.reading() as tx:
        found = inspect(tx).get_indexes(table)

    assert columns in [one["column_names"] for one in found]


def test_the_screen_of_tables_shows_every_table() -> None:
    shown = {one.name for one in vars(schema).values() if isinstance(one, Table)}

    assert shown == set(metadata.tables)
    assert shown | {"metadata"} == set(schema.__all__)


def test_a_store_of_the_first_tables_is_brought_up_with_what_is_in_it(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with store.engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO segments (id, name, version, created_by, created_at) "
                "VALUES ('s1', 'Old', 1, 'ana', '2026-03-02T09:00:00+00:00')"
            )
        )

    assert store.is_behind()
    store.migrate()

    with store.reading() as tx:
        assert tx.execute(select(segments.c.name, segments.c.folder)).all() == [("Old", "")]
    store.close()


def test_people_of_an_older_store_keep_their_roles(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with store.engine.begin() as connection:
        upgrade(connection, "0007")
        for name in ("ana", "new"):
            connection.execute(
                text(
                    "INSERT INTO people "
                    "(id, issuer, subject, name, email, is_active, added_at) VALUES "
                    "(:name, 'i', :name, :name, '', 1, '2026-03-02T09:00:00+00:00')"
                ),
                {"name": name},
            )
        connection.execute(
            text(
                "INSERT INTO person_roles VALUES "
                "('ana', 'marketer', 'ada', '2026-03-02T09:00:00+00:00')"
            )
        )

    store.migrate()

    with store.reading() as tx:
        said = records.roles_said(tx)
    assert said[PersonId("ana")].effective == {Role.MARKETER}
    assert said[PersonId("ana")].is_narrowed
    assert not said[PersonId("new")].is_narrowed
    store.close()


def test_whose_roles_an_older_store_took_away_stays_without(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with store.engine.begin() as connection:
        upgrade(connection, "0010")
        for name in ("taken", "new"):
            connection.execute(
                text(
                    "INSERT INTO people "
                    "(id, issuer, subject, name, email, is_active, added_at) VALUES "
                    "(:name, 'i', :name, :name, '', 1, '2026-03-02T09:00:00+00:00')"
                ),
                {"name": name},
            )
        for number, verb in enumerate(("people.welcome", "people.grant"), start=1):
            connection.execute(
                text(
                    "INSERT INTO journal_entries VALUES (:number, "
                    "'2026-03-02T09:00:00+00:00', 'ada', :verb, 'taken', '{}', '', '')"
                ),
                {"number": number, "verb": verb},
            )

    store.migrate()

    with store.reading() as tx:
        said = records.roles_said(tx)
    assert said[PersonId("taken")].is_narrowed
    assert not said[PersonId("new")].is_narrowed
    store.close()


def upgrade(connection: Connection, revision: str) -> None:
    """Bring an empty store to an earlier version of the tables."""
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, revision)
