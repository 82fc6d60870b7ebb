"""The shelf of the catalogue: every field to search, filter and open, and every source."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.segments import histograms
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field
from core.warehouse.freshness import SourceFreshness, freshness
from pages.parts.downloads import csv_button
from pages.parts.field_card import state_of
from pages.parts.frame import language, say
from pages.parts.grids import columns_of, show_grid
from pages.parts.plain import plain

EVERYTHING = "all"
GRID_HEIGHT = 560  # pixels


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, and one choice of each kind, or all."""

    words: str
    group: str
    kind: str
    level: str
    personal: str

    def holds(self, field: Field, text: str) -> bool:
        """Whether a field, which says such a text, is looked for."""
        chosen = (
            (self.group, field.group),
            (self.kind, field.kind),
            (self.level, field.level),
            (self.personal, "yes" if field.personal else "no"),
        )
        if any(wanted not in (EVERYTHING, found) for wanted, found in chosen):
            return False
        return all(word in text.casefold() for word in self.words.casefold().split())


def freshness_of(house: Cockpit) -> dict[str, SourceFreshness]:
    """How old every source is today, by its table."""
    sources = house.catalogue.sources
    found = freshness(house.warehouse.current(), sources, today=house.today())
    return {one.source.table: one for one in found}


def show_warning(found: Iterable[SourceFreshness]) -> None:
    """Which sources are older than their owners promised, by name."""
    stale = [
        say(
            "catalogue-stale-source",
            source=one.source.label(language()),
            owner=one.source.owner(language()),
            age=one.age,
            limit=one.source.fresh_days,
        )
        for one in found
        if one.is_stale
    ]
    if stale:
        text = say("catalogue-stale", sources="; ".join(stale))
        st.warning(plain(text), icon=":material/warning:")


def ask_wanted(catalogue: Catalogue) -> Wanted:
    """The search box and the filters; they stay as they are while a field is looked at."""
    columns = st.columns([3, 2, 1.6, 1.4, 1.6], vertical_alignment="bottom")
    text = columns[0].text_input(
        say("catalogue-search"),
        key="catalogue-search",
        placeholder=say("catalogue-search-hint"),
        icon=":material/search:",
        persist_state="session",
    )
    chosen = {}
    for column, (name, labels) in zip(columns[1:], _choices(catalogue).items(), strict=True):
        chosen[name] = column.selectbox(
            say(f"catalogue-filter-{name}"),
            list(labels),
            format_func=labels.__getitem__,
            key=f"catalogue-{name}",
            persist_state="session",
        )
    return Wanted(text or "", **chosen)


def show_fields(
    house: Cockpit, wanted: Wanted, sources: dict[str, SourceFreshness]
) -> str | None:
    """The fields that are looked for; the key of the one picked."""
    catalogue = house.catalogue
    found = [
        field for field in _fields(catalogue) if wanted.holds(field, _said(field, catalogue))
    ]
    every = len(catalogue.fields)
    st.caption(say("catalogue-found", found=len(found), all=every))
    if not found:
        st.info(say("catalogue-none-found"), icon=":material/search_off:")
        return None
    table = _table(house, found, sources)
    filled = say("catalogue-column-filled")
    progress = st.column_config.ProgressColumn(format="%.0f %%", min_value=0, max_value=100)
    event = st.dataframe(
        table,
        hide_index=True,
        height=GRID_HEIGHT if len(found) > 14 else "auto",  # noqa: PLR2004 - rows that fit
        on_select="rerun",
        selection_mode="single-row",
        key=f"catalogue-fields-{'-'.join(astuple(wanted))}",
        column_config=columns_of(table) | {filled: progress},
    )
    csv_button(table, key="catalogue-csv", filename="catalogue")
    rows = event.selection.rows
    return found[rows[0]].key if rows else None


def show_sources(house: Cockpit, sources: dict[str, SourceFreshness]) -> None:
    """Every source with its owner, its schedule, its age and its limit."""
    st.subheader(say("catalogue-sources"), anchor=False)
    st.caption(say("catalogue-sources-caption"))
    spoken = language()
    used = [field.table for field in house.catalogue.fields.values() if field.has_source]
    rows = [
        {
            "source": one.source.label(spoken),
            "state": say(f"catalogue-word-{state_of(one)}"),
            "age": None if one.is_empty else one.age,
            "limit": one.source.fresh_days,
            "newest": None if one.is_empty else one.day,
            "owner": one.source.owner(spoken),
            "schedule": one.source.schedule(spoken),
            "rows": one.rows,
            "fields": used.count(one.source.table),
        }
        for one in sources.values()
    ]
    table = pd.DataFrame(rows)
    named = table.rename(columns={name: say(f"catalogue-column-{name}") for name in table})
    show_grid(named, key="catalogue-sources")
    csv_button(named, key="catalogue-sources-csv", filename="sources")


def _choices(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Of each filter, what can be chosen and how it is called; first of all, everything."""
    fields = _fields(catalogue)
    choices = {
        "group": {key: names[language()] for key, names in catalogue.groups.items()},
        "kind": {str(one.kind): say(f"catalogue-kind-{one.kind}") for one in fields},
        "level": {str(one.level): say(f"catalogue-level-{one.level}") for one in fields},
        "personal": {one: say(f"catalogue-personal-{one}") for one in ("yes", "no")},
    }
    every = {EVERYTHING: say("catalogue-all")}
    return {name: every | labels for name, labels in choices.items()}


def _fields(catalogue: Catalogue) -> list[Field]:
    """Every field, group by group as the catalogue declares them."""
    groups = list(catalogue.groups)
    return sorted(catalogue.fields.values(), key=lambda field: groups.index(field.group))


def _said(field: Field, catalogue: Catalogue) -> str:
    """All that a search may find a field by."""
    spoken = language()
    source = catalogue.source(field).label(spoken) if field.has_source else ""
    parts = (field.key, field.label(spoken), field.description(spoken))
    return " ".join((*parts, catalogue.group(field, spoken), source))


def _table(
    house: Cockpit, found: list[Field], sources: dict[str, SourceFreshness]
) -> pd.DataFrame:
    spoken, catalogue = language(), house.catalogue
    shares = histograms.filled(house.warehouse.current(), catalogue)
    rows = [
        {
            "field": field.label(spoken),
            "group": catalogue.group(field, spoken),
            "kind": say(f"catalogue-kind-{field.kind}"),
            "filled": 100 * shares[field.key].share if field.key in shares else None,
            **_origin(field, sources[field.table]),
            "use": _use(field),
            "level": say(f"catalogue-level-{field.level}"),
            "key": field.key,
        }
        for field in found
    ]
    table = pd.DataFrame(rows)
    return table.rename(columns={name: say(f"catalogue-column-{name}") for name in table})


def _origin(field: Field, freshness: SourceFreshness) -> dict[str, str]:
    """The source of a field, its state and its owner; of what the house keeps, the house."""
    if not field.has_source:
        return {"state": "", "source": say("catalogue-house"), "owner": ""}
    return {
        "state": say(f"catalogue-word-{state_of(freshness)}"),
        "source": freshness.source.label(language()),
        "owner": freshness.source.owner(language()),
    }


def _use(field: Field) -> str:
    """Where a field may be named, and whether it is personal."""
    marks = {
        "rules": bool(field.operators),
        "messages": field.in_messages,
        "personal": field.personal,
    }
    return ", ".join(say(f"catalogue-use-{name}") for name, holds in marks.items() if holds)
