"""The catalogue: every field of the base, declared once in ``data/rules/catalogue.toml``.

One entry there is enough for the field to be in the editor, in the SQL, and in the messages.
Beside the fields stand their sources: who answers for each published table.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlglot import exp
from sqlglot.errors import SqlglotError

from core.foundation.settings import HOUSE
from core.foundation.words import LANGUAGES
from core.warehouse import windows
from core.warehouse.fields import OPERATORS, Field, Kind, Level, Shape, usual_operators
from core.warehouse.schema import TABLES
from core.warehouse.sources import Source, day_of_row

CATALOGUE_FILE = HOUSE / "data" / "rules" / "catalogue.toml"

_KEYS = frozenset(Field.__dataclass_fields__) - {
    "key",
    "labels",
    "descriptions",
    "put_away",
} | {
    "label",
    "description",
    "column",
}
_SOURCE_KEYS = frozenset({"label", "owner", "schedule", "fresh_days", "newest"})
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


class BadCatalogue(Exception):
    """The file does not declare what it should: file, line and reason. The start stops here."""


@dataclass(frozen=True)
class Catalogue:
    """Every declared field by key, the groups they are shown in, and a digest of it all."""

    fields: dict[str, Field]
    groups: dict[str, dict[str, str]]
    version: str
    digest: str
    sources: dict[str, Source]  # by published table

    def of_level(self, level: Level) -> list[Field]:
        return [field for field in self.fields.values() if field.level is level]

    def of_kind(self, kind: Kind) -> list[Field]:
        return [field for field in self.fields.values() if field.kind is kind]

    def facts(self) -> list[Field]:
        """Every field that each account has a value of."""
        return [field for field in self.fields.values() if field.is_fact]

    def for_rules(self) -> list[Field]:
        """Every field that a condition may name."""
        return [field for field in self.fields.values() if field.operators]

    def for_messages(self, level: Level) -> list[Field]:
        """Every field of a level that a message may quote."""
        return [field for field in self.of_level(level) if field.in_messages]

    def naming(
        self,
        names: Mapping[str, Mapping[str, str]],
        put_away: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> "Catalogue":
        """The catalogue with what people call the values of some fields, in any language.

        Those that are put away have their names, and are offered no more.
        """
        fields = dict(self.fields)
        for key, called in names.items():
            values = {value: dict.fromkeys(LANGUAGES, name) for value, name in called.items()}
            gone = put_away.get(key, frozenset())
            fields[key] = replace(fields[key], values=values, put_away=gone)
        return replace(self, fields=fields)

    def group(self, field: Field, language: str) -> str:
        """The heading the field is shown under."""
        return self.groups[field.group][language]

    def source(self, field: Field) -> Source:
        """Where the field's values come from."""
        return self.sources[field.table]


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Read and check a catalogue, or the house's own. Raises `BadCatalogue`."""
    return _loaded(CATALOGUE_FILE if path is None else path)


@cache
def _loaded(path: Path) -> Catalogue:
    text = path.read_text(encoding="utf-8")
    try:
        declared = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCatalogue(f"{path}: {error}") from error
    groups = declared.get("groups", {})
    fields = {}
    for key, entry in declared.get("fields", {}).items():
        with _placed(path, text, f"fields.{key}"):
            fields[key] = _checked(_field(key, entry), groups)
    sources = {}
    for table, entry in declared.get("sources", {}).items():
        with _placed(path, text, f"sources.{table}"):
            sources[table] = _source(table, entry)
    if nobodys := [table for table in TABLES if table not in sources]:
        raise BadCatalogue(
            f"{path}: nobody answers for {nobodys[0]}: no [sources.{nobodys[0]}]"
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Catalogue(fields, groups, str(declared.get("version", "")), digest, sources)


@contextmanager
def _placed(path: Path, text: str, entry: str) -> Iterator[None]:
    """Say of a mistake in which file, on which line and in which entry it stands."""
    try:
        yield
    except (KeyError, TypeError, ValueError, SqlglotError) as error:
        reason = f"{error.args[0]} is missing" if isinstance(error, KeyError) else error
        key = entry.partition(".")[2]
        raise BadCatalogue(f"{path}:{_line(text, entry)}: {key}: {reason}") from error


def _field(key: str, entry: dict[str, Any]) -> Field:
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"nobody knows {', '.join(sorted(unknown))}")
    kind, level = Kind(entry["kind"]), Level(entry["level"])
    usual = usual_operators(kind, is_always_filled="missing" in entry)
    return Field(
        key=key,
        level=level,
        kind=kind,
        table=entry["table"],
        sql=entry.get("sql") or _quoted(entry["column"]),
        labels=_in_each_language(entry["label"]),
        descriptions=_in_each_language(entry["description"]),
        group=entry["group"],
        operators=tuple(entry.get("operators", usual)),
        where=entry.get("where", ""),
        missing=entry.get("missing"),
        personal=entry.get("personal", False),
        in_messages=entry.get("in_messages", False),
        unit=entry.get("unit", ""),
        values={
            value: _in_each_language(words) for value, words in entry.get("values", {}).items()
        },
    )


def _source(table: str, entry: dict[str, Any]) -> Source:
    if unknown := set(entry) - _SOURCE_KEYS:
        raise ValueError(f"nobody knows {', '.join(sorted(unknown))}")
    if table not in TABLES:
        raise ValueError(f"there is no table {table}")
    days = entry["fresh_days"]
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise ValueError("fresh_days is a number of days, 1 or more")
    source = Source(
        table=table,
        labels=_in_each_language(entry["label"]),
        owners=_in_each_language(entry["owner"]),
        schedules=_in_each_language(entry["schedule"]),
        fresh_days=days,
        newest=entry.get("newest", ""),
    )
    if day := day_of_row(source):
        _check_columns(windows.resolved(day, date.min.replace(year=2000)), table)
    return source


def _checked(field: Field, groups: dict[str, Any]) -> Field:
    if not _NAME.match(field.key) or field.key == "ordinal":
        raise ValueError("a key is a lower-case name, and not “ordinal”")
    if field.group not in groups:
        raise ValueError(f"there is no group {field.group}")
    _in_each_language(groups[field.group])
    if unknown := [name for name in field.operators if name not in OPERATORS]:
        raise ValueError(f"there is no operator {unknown[0]}")
    if field.table not in TABLES:
        raise ValueError(f"there is no table {field.table}")
    if field.level is Level.CONTACT and field.table != "contacts":
        raise ValueError("a field of contacts comes from the table contacts")
    if field.kind is Kind.SERIES and TABLES[field.table].happened is None:
        raise ValueError("a series comes from a table of events")
    for sql in filter(None, (field.sql, field.where)):
        _check_columns(windows.resolved(sql, date.min.replace(year=2000)), field.table)
    return field


def _check_columns(parsed: exp.Expr, table: str) -> None:
    known = TABLES[table].columns
    for column in parsed.find_all(exp.Column):
        if column.name not in known:
            raise ValueError(f"{table} has no column {column.name}")
    if parsed.find(exp.Select, exp.Anonymous):
        raise ValueError("an expression over columns, with functions everybody knows")


def _quoted(column: str) -> str:
    return exp.column(column, quoted=True).sql(dialect="duckdb")


def _in_each_language(words: dict[str, str]) -> dict[str, str]:
    for language in LANGUAGES:
        if not words[language].strip():
            raise ValueError(f"no words in {language}")
    return words


def _line(text: str, entry: str) -> int:
    found = re.search(rf"^\[{re.escape(entry)}\]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


__all__ = ["BadCatalogue", "Catalogue", "Field", "Kind", "Level", "Shape", "load_catalogue"]
