"""The mapping as two tables: which column feeds which fields, and which rows are not wanted."""

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.accounts.model import TESTS, Look, Mapping, RejectRule, targets
from core.accounts.rejects import field_name
from core.foundation import words
from pages.parts.frame import language, say
from pages.parts.plain import plain

NUMBER = r"-?\d+([.,]\d+)?"


def edit_fields(look: Look, start: Mapping, *, key: str) -> dict[str, str]:
    """Columns with samples, and the fields each feeds; returns target → column."""
    labels = _labels()
    fed: dict[str, list[str]] = {column: [] for column in look.layout.columns}
    for target, column in start.columns.items():
        fed.setdefault(column, []).append(labels[target])
    edited = st.data_editor(
        pd.DataFrame(
            {
                "column": list(look.layout.columns),
                "values": ["  ·  ".join(sample) for sample in look.samples],
                "feeds": [fed[column] for column in look.layout.columns],
            }
        ),
        column_config={
            "column": st.column_config.TextColumn(say("imports-column"), disabled=True),
            "values": st.column_config.TextColumn(say("imports-values"), disabled=True),
            "feeds": st.column_config.MultiselectColumn(
                say("imports-feeds"), options=list(labels.values()), width="large"
            ),
        },
        hide_index=True,
        num_rows="fixed",
        key=f"mapping-{key}-{language()}",
    )
    return _columns(edited, labels)


def _columns(edited: pd.DataFrame, labels: dict[str, str]) -> dict[str, str]:
    by_label = {label: target for target, label in labels.items()}
    found: dict[str, str] = {}
    for column, feeds in zip(edited["column"], edited["feeds"], strict=True):
        for label in feeds if isinstance(feeds, list) else ():
            if label in by_label and found.setdefault(by_label[label], column) != column:
                first = found[by_label[label]]
                twice = say("imports-fed-twice", field=label, first=first, second=column)
                st.warning(plain(twice), icon=":material/call_merge:")
    return {target: found[target] for target in targets() if target in found}


def _labels() -> dict[str, str]:
    """Every field as people call it, with its table before it."""
    speaks = language()
    return {
        key: f"{words.say(speaks, f'accounts-table-{target.table}')}: {field_name(speaks, key)}"
        for key, target in targets().items()
    }


def edit_rules(look: Look, start: Mapping, *, key: str) -> tuple[RejectRule, ...]:
    """Rules that turn rows away, one a row; rows that are not complete count for nothing."""
    tests = {say(f"imports-test-{test}"): test for test in TESTS}
    names = {test: name for name, test in tests.items()}
    st.caption(say("imports-rules-hint"))
    rows = [(rule.column, names[rule.test], rule.value, rule.reason) for rule in start.rejects]
    edited = st.data_editor(
        pd.DataFrame(rows, columns=["column", "test", "value", "reason"], dtype="object"),
        column_config=_rule_columns(look.layout.columns, tuple(tests)),
        num_rows="dynamic",
        hide_index=True,
        key=f"rules-{key}-{language()}",
    )
    kept = edited.fillna("").astype(str).to_dict("records")
    return tuple(
        RejectRule(row["column"], tests[row["test"]], row["value"], row["reason"] or "unwanted")
        for row in kept
        if row["column"] and row["test"] in tests
    )


def _rule_columns(columns: tuple[str, ...], tests: tuple[str, ...]) -> dict[str, ColumnConfig]:
    return {
        "column": st.column_config.SelectboxColumn(say("imports-column"), options=columns),
        "test": st.column_config.SelectboxColumn(say("imports-test"), options=tests),
        "value": st.column_config.TextColumn(say("imports-value")),
        "reason": st.column_config.TextColumn(say("imports-reason"), max_chars=60),
    }
