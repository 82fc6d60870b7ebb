"""Each kind of value as SQL: the plain ones are typed by DuckDB, whole columns at a time.

A kind is two expressions over a cleaned text column: its value, and the key of what is wrong.
Kinds with a `look` hand their odd distinct values to one function of `values`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import phonenumbers

from core.accounts import values
from core.accounts.model import Kind, Target
from core.accounts.sql import text

LONGEST_TEXT = 500
LONGEST_KEY = 120
NOTHING = ("", "-", "--", "—", "n/a", "#n/a", "null", "nan", "none", "н/д", "нет данных", "\\n")
_LONGEST_NOTHING = 12

# Line breaks, wide spaces; then control, zero-width and direction marks; then piled-up accents.
_SPACES = r"[\p{Z}\t\r\n\x{0B}\x{0C}\x{85}]+"
_MARKS = r"[\p{Cc}\p{Cf}]"
_ODD = (
    r"[\p{Cc}\p{Cf}\p{M}\x{A0}\x{1680}\x{2000}-\x{200A}"
    r"\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]|  "
)
MACROS = f"""
CREATE OR REPLACE TEMP MACRO scrubbed(x) AS regexp_replace(regexp_replace(regexp_replace(
    nfc_normalize(x), '{_SPACES}', ' ', 'g'), '{_MARKS}', '', 'g'),
    '(\\p{{M}}{{2}})\\p{{M}}+', '\\1', 'g');
CREATE OR REPLACE TEMP MACRO neutral(x) AS CASE WHEN starts_with(x, '''')
    AND regexp_matches(x, '^''[=+\\-@\t\r]') THEN substr(x, 2) ELSE x END;
CREATE OR REPLACE TEMP MACRO filled(x) AS CASE WHEN strlen(x) < {_LONGEST_NOTHING}
    AND lower(x) IN ({", ".join(map(text, NOTHING))}) THEN NULL ELSE x END;
CREATE OR REPLACE TEMP MACRO cleaned(x) AS filled(trim(neutral(trim(
    CASE WHEN regexp_matches(x, '{_ODD}') THEN scrubbed(x) ELSE x END))));
CREATE OR REPLACE TEMP MACRO had_marks(x) AS
    regexp_matches(x, '[\\p{{Cf}}\\x{{00}}-\\x{{08}}\\x{{0E}}-\\x{{1F}}]|\\p{{M}}{{3}}');
CREATE OR REPLACE TEMP MACRO key_of(x) AS
    CASE WHEN ends_with(x, '0') THEN regexp_replace(x, '^(\\d+)\\.0+$', '\\1') ELSE x END;
CREATE OR REPLACE TEMP MACRO bare_number(x) AS regexp_replace(regexp_replace(x,
    '(?i)^(rub|usd|eur|gbp|[₽$€£])|(руб\\.?|р\\.|rub|usd|eur|gbp|[₽$€£])$', ''),
    '[\\s\\x{{A0}}\\x{{202F}}'']', '', 'g');
CREATE OR REPLACE TEMP MACRO pointed(x) AS CASE
    WHEN NOT contains(x, ',') THEN
        CASE WHEN regexp_full_match(x, '-?\\d{{1,3}}(\\.\\d{{3}}){{2,}}')
        THEN replace(x, '.', '')
        ELSE x END
    WHEN regexp_full_match(x, '-?[\\d.]*,\\d+') THEN replace(replace(x, '.', ''), ',', '.')
    WHEN regexp_full_match(x, '-?\\d{{1,3}}(,\\d{{3}})+(\\.\\d+)?') THEN replace(x, ',', '')
    ELSE x END;
CREATE OR REPLACE TEMP MACRO number_of(x) AS coalesce(TRY_CAST(x AS DECIMAL(38,9)),
    TRY_CAST(pointed(bare_number(x)) AS DECIMAL(38,9)));
CREATE OR REPLACE TEMP MACRO moment_of(x, formats) AS
    coalesce(TRY_CAST(x AS TIMESTAMP), try_strptime(x, formats));
"""

_DAYS_FIRST = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d")
_MONTHS_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%d.%m.%Y", "%d-%m-%Y", "%d.%m.%y", "%Y%m%d")
_TIMES = ("", " %H:%M", " %H:%M:%S")
MONTH_FIRST = "%m/%d/%Y"
FORMATS = (
    *(day + time for day in ("%Y-%m-%d", "%d.%m.%Y") for time in _TIMES),
    "%Y-%m-%dT%H:%M:%S",
    "%d/%m/%Y",
    "%Y%m%d",
)
_EMAIL = (  # without A-labels: those are looked at
    r"[A-Za-z0-9_%+=&'/~-]+(\.[A-Za-z0-9_%+=&'/~-]+)*@"
    r"([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,24}"
)
_PHONE = r"\+?[0-9 ()\-.]{10,24}"
_PLAIN_KEY = "[A-Za-z]{0,12}[-_]?[0-9]{1,24}([-_/][A-Za-z0-9]{1,24}){0,4}"
_NOT_PLAIN = f"{_ODD}|^[\\s']|\\s$|^(?i:{'|'.join(map(re.escape, NOTHING))})$"
_INN_WEIGHTS = ((2, 4, 10, 3, 5, 9, 4, 6, 8), (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


@dataclass(frozen=True)
class Reading:
    """How a column's text becomes a field.

    `quick` is SQL of the value where the text as it stands is plainly good. The rest is looked
    at once per distinct value: `slow` reads it over the columns `raw` and, cleaned, `x`;
    `wrong` names over those and `value` what is wrong, or was. A kind with a `look` asks
    that about what `slow` leaves open.
    """

    quick: str
    slow: str
    wrong: str
    look: Callable[[str], values.Regular] | None = None


def reading(
    target: Target, x: str, *, date_format: str, month_first: bool, words: str
) -> Reading:
    """The reading of a target over the text column `x`.

    `date_format` is how most of a column of dates is written, `words` the pairs of a closed
    list as SQL.
    """
    if plain := _PLAIN.get(target.kind):
        return Reading(plain[0](x), plain[1]("x"), "NULL", plain[2])
    quick = _quick(target, x, date_format)
    slow = _slow(target, "x", month_first=month_first, words=words)
    return Reading(quick, slow, _wrong(target, "x"))


def _quick(target: Target, x: str, date_format: str) -> str:
    moment = f"try_strptime({x}, {text(date_format)})"
    sane = f"CASE WHEN year({moment}) BETWEEN 1900 AND 2100 THEN {moment} END"
    number = f"TRY_CAST(replace({x}, ',', '.') AS {target.type})"
    return {
        Kind.TEXT: f"CASE WHEN NOT regexp_matches({x}, {text(_NOT_PLAIN)}) "
        f"AND strlen({x}) <= {LONGEST_TEXT} THEN {x} END",
        Kind.KEY: f"CASE WHEN regexp_full_match({x}, {text(_PLAIN_KEY)}) THEN {x} END",
        Kind.DATE: f"({sane})::DATE",
        Kind.MOMENT: sane,
        Kind.NUMBER: number,
        Kind.COUNT: "NULL::INTEGER"
        if target.key == "surveys.nps"
        else f"CASE WHEN regexp_full_match({x}, '{_sign(target)}[0-9]{{1,9}}') "
        f"THEN {x}::INTEGER END",
    }.get(target.kind, "NULL::VARCHAR")


def _slow(target: Target, x: str, *, month_first: bool, words: str) -> str:
    moment = f"moment_of({x}, [{_formats(month_first=month_first)}])"
    sane = f"CASE WHEN year({moment}) BETWEEN 1900 AND 2100 THEN {moment} END"
    return {
        Kind.TEXT: f"left({x}, {LONGEST_TEXT})",
        Kind.KEY: f"CASE WHEN NOT {_mangled(x)} AND length({x}) <= {LONGEST_KEY} "
        f"THEN key_of({x}) END",
        Kind.DATE: f"({sane})::DATE",
        Kind.MOMENT: sane,
        Kind.NUMBER: f"TRY_CAST(number_of({x}) AS {target.type})",
        Kind.COUNT: _whole(target, x),
        Kind.WORD: f"map {{{words}}}[lower({x})]",
        Kind.ZONE: f"CASE WHEN {x} IN (SELECT name FROM zones) THEN {x} END",  # noqa: S608
    }[target.kind]


def _whole(target: Target, x: str) -> str:
    if target.key == "surveys.nps":
        return f"CASE WHEN number_of({x}) BETWEEN 0 AND 10 THEN number_of({x})::INTEGER END"
    if target.is_never_negative:
        return f"CASE WHEN number_of({x}) >= 0 THEN TRY_CAST(number_of({x}) AS INTEGER) END"
    return f"TRY_CAST(number_of({x}) AS INTEGER)"


def _sign(target: Target) -> str:
    return "" if target.is_never_negative else "-?"


def _wrong(target: Target, x: str) -> str:
    if target.kind == Kind.TEXT:
        return (
            "CASE WHEN had_marks(raw) THEN 'text-marks' "
            f"WHEN length({x}) > {LONGEST_TEXT} THEN 'text-too-long' END"
        )
    if target.is_never_negative:
        return (
            f"CASE WHEN value IS NULL THEN CASE WHEN number_of({x}) < 0 "
            "THEN 'negative' ELSE 'number-form' END END"
        )
    wrong = {
        Kind.KEY: f"CASE WHEN {_mangled(x)} THEN 'key-exponent' ELSE 'key-too-long' END",
        Kind.WORD: "'word-unknown'",
        Kind.ZONE: "'zone-unknown'",
        Kind.NUMBER: "'number-form'",
        Kind.COUNT: "'number-form'",
    }.get(target.kind, "'date-form'")
    return f"CASE WHEN value IS NULL THEN {wrong} END"


def _mangled(x: str) -> str:
    """A spreadsheet's 1,2E+12: the key is gone."""
    return f"regexp_full_match({x}, '\\d[.,]?\\d*[eE]\\+\\d+')"


def _formats(*, month_first: bool) -> str:
    days = _MONTHS_FIRST if month_first else _DAYS_FIRST
    return ", ".join(text(day + time) for time in _TIMES for day in days)


def _plain_email(x: str) -> str:
    short = f"strlen({x}) <= 64"
    return f"CASE WHEN {short} AND regexp_full_match({x}, {text(_EMAIL)}) THEN {x} END"


def _other_email(x: str) -> str:
    """The same in capitals, or longer."""
    domain = f"lower(split_part({x}, '@', 2))"
    regular = f"split_part({x}, '@', 1) || '@' || {domain}"
    return (
        f"CASE WHEN strlen({x}) <= 254 AND strlen(split_part({x}, '@', 1)) <= 64 "
        f"AND regexp_full_match({regular}, {text(_EMAIL)}) THEN {regular} END"
    )


def _plain_phone(x: str) -> str:
    # Eleven digits: +7 …, 7 … and 8 …, but not +8.
    bare = text(f"([+]7|7|8)({_home_numbers()})")
    return f"CASE WHEN regexp_full_match({x}, {bare}) THEN '+7' || right({x}, 10) END"


def _other_phone(x: str) -> str:
    """The same with brackets, spaces and hyphens."""
    bare = text(f"([+]7|7|8)({_home_numbers()})")
    digits = f"regexp_replace({x}, '[^+0-9]', '', 'g')"
    return (
        f"CASE WHEN regexp_full_match({x}, {text(_PHONE)}) "
        f"AND regexp_full_match({digits}, {bare}) THEN '+7' || right({digits}, 10) END"
    )


@cache
def _home_numbers() -> str:
    """The library's own patterns of Russian numbers, as one."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(values.HOME)
    kinds = (metadata.fixed_line, metadata.mobile, metadata.toll_free) if metadata else ()
    return "|".join(
        kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern
    )


def _plain_inn(x: str) -> str:
    short = f"regexp_full_match({x}, '\\d{{10}}') AND {_check(x, (_INN_WEIGHTS[0],))}"
    long = (
        f"regexp_full_match({x}, '\\d{{12}}') AND "
        f"{_check(x, (_INN_WEIGHTS[1], (3, *_INN_WEIGHTS[1])))}"
    )
    return f"CASE WHEN ({short}) OR ({long}) THEN {x} END"


def _check(x: str, weights: tuple[tuple[int, ...], ...]) -> str:
    """Whether each check digit is the weighted sum of the digits before it."""
    tests = []
    for row in weights:
        terms = [f"{w} * (ascii(substr({x}, {n}, 1)) - 48)" for n, w in enumerate(row, 1)]
        digit = f"ascii(substr({x}, {len(row) + 1}, 1)) - 48"
        tests.append(f"({' + '.join(terms)}) % 11 % 10 = {digit}")
    return " AND ".join(tests)


def _plain_ogrn(x: str) -> str:
    body, digit = f"TRY_CAST(substr({x}, 1, 12) AS BIGINT)", f"substr({x}, 13, 1)"
    return (
        f"CASE WHEN regexp_full_match({x}, '\\d{{13}}') "
        f"AND ({body} % 11 % 10)::VARCHAR = {digit} AND NOT starts_with({x}, '0') THEN {x} END"
    )


def _plain_kpp(x: str) -> str:
    return f"CASE WHEN regexp_full_match({x}, '\\d{{4}}[0-9A-Z]{{2}}\\d{{3}}') THEN {x} END"


def _none(_x: str) -> str:
    return "NULL::VARCHAR"


_PLAIN: dict[
    Kind, tuple[Callable[[str], str], Callable[[str], str], Callable[[str], values.Regular]]
] = {
    Kind.EMAIL: (_plain_email, _other_email, values.email),
    Kind.PHONE: (_plain_phone, _other_phone, values.phone),
    Kind.INN: (_plain_inn, _none, values.inn),
    Kind.OGRN: (_plain_ogrn, _none, values.ogrn),
    Kind.KPP: (_plain_kpp, _none, values.kpp),
}
