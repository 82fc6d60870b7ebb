"""Rejected rows as a file: line, field, reason in both languages, and the row as it stood."""

from pathlib import Path

import pyarrow as pa

from core.accounts.model import Reason, Report
from core.accounts.reading import Staged
from core.accounts.sql import text
from core.foundation.words import keys, say


def write(staged: Staged, report: Report, file: Path) -> None:
    """Write every rejected row; what a spreadsheet would take for a formula is defused."""
    connection = staged.connection
    reasons = {(reason.field, reason.reason) for reason in report.rejects}
    table = pa.table(
        {
            "fault": pa.array([f"{field} {reason}" for field, reason in reasons], pa.string()),
            "field": pa.array([field for field, _ in reasons], pa.string()),
            "reason": pa.array([reason for _, reason in reasons], pa.string()),
            "reason_en": pa.array([sentence("en", *r) for r in reasons], pa.string()),
            "reason_ru": pa.array([sentence("ru", *r) for r in reasons], pa.string()),
        }
    )
    connection.register("reasons", table)
    connection.execute(
        """
        CREATE TABLE rejected AS
        SELECT line, span, fault FROM checked WHERE fault IS NOT NULL
        UNION ALL SELECT line, 1, 'line ' || reason FROM unread
        """
    )
    connection.execute(
        "CREATE TABLE rejected_lines AS "
        "SELECT line AS first, unnest(range(line, line + span)) AS line FROM rejected"
    )
    connection.execute(
        f"""
        COPY (
            WITH written AS (
                SELECT first AS line, string_agg(raw, chr(10) ORDER BY line) AS raw
                FROM rejected_lines
                JOIN ({staged.raw("SELECT line FROM rejected_lines")}) USING (line)
                GROUP BY first
            )
            SELECT line, {_safe("field")}, {_safe("reason")}, reason_en, reason_ru,
                {_safe("raw")}
            FROM rejected JOIN reasons USING (fault) LEFT JOIN written USING (line)
            ORDER BY line
        ) TO {text(str(file))} (FORMAT csv, HEADER true, FORCE_QUOTE *)
        """  # noqa: S608 - our own names and literals
    )
    connection.unregister("reasons")


def _safe(column: str) -> str:
    starts = "'^[=+\\-@\t\r]'"
    defused = f"CASE WHEN regexp_matches({column}, {starts}) THEN '''' || {column}"
    return f"{defused} ELSE {column} END AS {column}"


def sentence(language: str, field: str, reason: str) -> str:
    """Why, in words: “Customer: the value is missing.”"""
    key = f"accounts-reason-{reason}"
    named = say(language, key) if key in keys(language) else reason
    return f"{field_name(language, field)}: {named}"


def field_name(language: str, field: str) -> str:
    """What people call a field; a column of the file keeps its own name."""
    key = f"accounts-field-{field.replace('.', '-')}"
    return say(language, key) if key in keys(language) else field


def of(reason: Reason, language: str) -> str:
    return sentence(language, reason.field, reason.reason)
