"""What people wrote in their own words, where it names a person: found, and taken out.

Full names are known by two or more of their words in a row, in any order, as they are spelled;
a name in another case of the language, or a surname alone, is not.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, and_, select, update

from core.consent.model import CALL, SMS
from core.store.schema import (
    account_stops,
    brief_comments,
    brief_moves,
    call_results,
    campaign_comments,
    campaign_moves,
    decisions,
    letters,
    notices,
    segment_lists,
    suppressions,
    survey_answers,
)
from core.store.store import Tx

GONE = "[…]"  # stands where the person was named
SHORTEST_NAME = 2  # words
_PHONE_DIGITS = 10  # at the end of a number: +7, 8 and nothing before them are one number
WRITTEN: tuple[Column[Any], ...] = (
    account_stops.c.note,
    brief_comments.c.text,
    brief_moves.c.reason,
    call_results.c.note,
    campaign_comments.c.text,
    campaign_moves.c.reason,
    decisions.c.comment,
    decisions.c.remarks,
    decisions.c.void_reason,
    letters.c.return_note,
    notices.c.answer,
    notices.c.details,
    segment_lists.c.note,
    suppressions.c.source,
    survey_answers.c.comment,
)


@dataclass(frozen=True)
class Named:
    """A place where a person is named: the row by its key, and what stands there."""

    column: Column[Any]
    key: tuple[Any, ...]
    text: Any


def sought(names: Collection[str], addresses: Collection[tuple[str, str]]) -> re.Pattern[str]:
    """What names a person: full names, and addresses in the spellings people use."""
    found = [_name(name) for name in sorted(names) if len(name.split()) >= SHORTEST_NAME]
    for channel, address in sorted(addresses):
        is_phone = channel in (SMS, CALL)
        found.append(
            _phone(address) if is_phone else rf"(?<![\w.+-]){re.escape(address)}(?!\w)"
        )
    return re.compile("|".join(found) if found else r"(?!)", re.IGNORECASE)


def naming(tx: Tx, pattern: re.Pattern[str]) -> Iterator[Named]:
    """Everything people wrote that names the person."""
    for column in WRITTEN:
        keys = list(column.table.primary_key.columns)
        for *key, text in tx.execute(select(*keys, column)).all():
            if without(pattern, text) != text:
                yield Named(column, tuple(key), text)


def take_out(tx: Tx, pattern: re.Pattern[str]) -> int:
    """Take the person out of what people wrote; return in how many places."""
    found = list(naming(tx, pattern))
    for one in found:
        table = one.column.table
        mine = zip(table.primary_key.columns, one.key, strict=True)
        changed = {one.column.name: without(pattern, one.text)}
        tx.execute(update(table).where(and_(*(c == v for c, v in mine))).values(changed))
    return len(found)


def without(pattern: re.Pattern[str], said: Any) -> Any:
    """Plain values without the person."""
    match said:
        case str():
            return pattern.sub(GONE, said)
        case dict():
            return {key: without(pattern, value) for key, value in said.items()}
        case list():
            return [without(pattern, value) for value in said]
        case _:
            return said


def _name(name: str) -> str:
    word = "(?:" + "|".join(map(re.escape, sorted(set(name.split()), key=len)[::-1])) + ")"
    return rf"(?<!\w){word}(?:[\s,]+{word})+(?!\w)"


def _phone(address: str) -> str:
    digits = [sign for sign in address if sign.isdigit()][-_PHONE_DIGITS:]
    between = r"[\s().-]{0,3}"
    return rf"(?<!\d)\+?\d{{0,3}}{between}{between.join(digits)}(?!\d)"
