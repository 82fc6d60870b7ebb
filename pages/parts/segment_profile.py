"""The profile of a segment on the screen: one field at a time, or what stands out in all."""

from collections.abc import Sequence
from math import isfinite

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.segments import dimensions, profile, tables
from core.segments.model import Rule, conditions
from core.segments.profile import Cell, Mean
from core.segments.sentence import unit_label
from core.segments.tables import Measured
from core.warehouse.fields import Field, Kind
from pages.parts.frame import language, say
from pages.parts.plain import plain
from pages.parts.segment_charts import profile_picture, times
from pages.parts.segment_values import value_label
from pages.parts.sheets import Table, shown

MOST = 14  # values of one field that are drawn; the table has all
COLUMNS = (
    *("value", "inside", "share", "base", "base-share"),
    *("ratio", "ratio-low", "ratio-high", "points-low", "points-high"),
)
EVERYTHING = ""  # the choice of all fields at once


def show_profile(opened: Cockpit, draft_id: str, rule: Rule, measured: Measured) -> None:
    """The segment against the whole base. `rule` is complete and knows its sets."""
    accounts = measured.total.accounts
    if accounts in (0, measured.base):
        st.info(say("insight-nobody-to-compare" if not accounts else "insight-all-to-compare"))
        return
    fields = _fields(opened)
    chosen = st.selectbox(
        say("insight-by"),
        [EVERYTHING, *fields],
        format_func=lambda key: _choice(opened, fields, key),
        key=f"segment-profile-{draft_id}",
    )
    with st.spinner(say("insight-reading")):
        if chosen == EVERYTHING:
            _show_what_stands_out(opened, draft_id, rule)
        else:
            _show_field(opened, draft_id, rule, fields[chosen])


def _fields(opened: Cockpit) -> dict[str, Field]:
    """Every field a profile is made of, the usual ones first."""
    every = [*profile.usual(opened.catalogue), *dimensions.fields_of(opened.catalogue)]
    return {field.key: field for field in every}


def _choice(opened: Cockpit, fields: dict[str, Field], key: str) -> str:
    if key == EVERYTHING:
        return say("insight-everything")
    field = fields[key]
    return f"{opened.catalogue.group(field, language())} · {field.label(language())}"


def _show_what_stands_out(opened: Cockpit, draft_id: str, rule: Rule) -> None:
    # What the rule itself asks about is no news.
    asked = {condition.field for condition in conditions(rule)}
    fields = [one for one in profile.usual(opened.catalogue) if one.key not in asked]
    snapshot = opened.warehouse.current()
    found = tables.standing_out(snapshot, rule, opened.catalogue, fields)
    if not found:
        st.info(say("insight-nothing-stands-out", fields=len(fields)))
        return
    found = sorted(found, key=lambda pair: -pair[1].ratio)
    labels = [
        say("insight-of-field", field=field.label(language()), value=value_label(field, cell))
        for field, cell in found
    ]
    st.caption(say("insight-everything-caption", fields=len(fields)))
    _show(draft_id, [cell for _, cell in found], labels)


def _show_field(opened: Cockpit, draft_id: str, rule: Rule, field: Field) -> None:
    found = tables.profiled(opened.warehouse.current(), rule, opened.catalogue, field)
    if found.mean is not None:
        st.markdown(plain(_mean_in_words(field, found.mean)))
    cells = _drawn(found.cells, field)
    note = say("insight-profile-caption")
    if rest := len(found.cells) - len(cells):
        note += " " + say("insight-profile-rest", count=rest)
    st.caption(note)
    labels = [value_label(field, cell) for cell in cells]
    _show(draft_id, cells, labels, every=found.cells, field=field)


def _drawn(cells: Sequence[Cell], field: Field) -> list[Cell]:
    """Bands in their order; of texts those that stand out most, the most frequent first."""
    if field.kind in dimensions.NUMBERS:
        return list(cells)
    telling = sorted(cells, key=lambda cell: (-cell.distance, -cell.base))[:MOST]
    return sorted(telling, key=lambda cell: -cell.ratio)


def _show(
    draft_id: str,
    cells: Sequence[Cell],
    labels: list[str],
    *,
    every: Sequence[Cell] = (),
    field: Field | None = None,
) -> None:
    """The picture of the chosen cells over the table of all."""
    listed = every or cells
    named = [value_label(field, cell) for cell in listed] if field else labels
    most = max(range(len(cells)), key=lambda place: cells[place].distance)
    shown(
        profile_picture(cells, labels),
        Table([say(f"insight-column-{name}") for name in COLUMNS], _rows(listed, named)),
        key=f"segment-profile-chart-{draft_id}",
        filename="profile",
        alt=say("insight-alt-profile", value=labels[most], times=times(cells[most].ratio)),
    )


def _rows(cells: Sequence[Cell], labels: Sequence[str]) -> list[tuple[object, ...]]:
    return [
        (
            label,
            cell.inside,
            round(100 * cell.share, 2),
            cell.base,
            round(100 * cell.base_share, 2),
            *(round(one, 3) for one in (cell.ratio, cell.low, cell.high)),
            *(round(100 * one, 2) for one in cell.points),
        )
        for label, cell in zip(labels, cells, strict=True)
    ]


def _mean_in_words(field: Field, mean: Mean) -> str:
    """The mean with its interval, the base's, and the difference with its own."""
    digits = 0 if abs(mean.mean) >= 100 else 1  # noqa: PLR2004 - three digits say enough
    told = {
        "mean": mean.mean,
        "low": mean.interval.low,
        "high": mean.interval.high,
        "base": mean.base,
        "less": mean.difference.low,
        "more": mean.difference.high,
    }
    written = {name: _number(one, digits) for name, one in told.items()}
    name = say("insight-nps") if field.key == dimensions.NPS else field.label(language())
    unit = unit_label(field.unit, language())
    text = say("insight-mean", field=f"{name}, {unit}" if unit else name, **written)
    if field.kind is Kind.MONEY and mean.base_total:
        share = words.percent(language(), mean.total / mean.base_total)
        total = words.money(language(), mean.total)
        text += " " + say("insight-total", total=total, share=share)
    return text


def _number(number: float, digits: int) -> str:
    return words.number(language(), number, digits=digits) if isfinite(number) else "∞"
