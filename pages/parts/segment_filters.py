"""The shelf's search: what is looked for, in which folder, by whom, and in which order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.segments.model import Counts, Segment, SegmentId
from core.segments.sentence import sentence
from core.segments.shelving import is_within
from core.warehouse.catalogue import Catalogue
from pages.parts.frame import language, say

ORDERS = ("changed", "name", "size")
NO_FOLDER = "/"  # no folder is called so

Sizes = Mapping[SegmentId, Counts | None]


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; empty parts let everything through."""

    search: str
    folder: str
    tags: tuple[str, ...]
    author: str
    order: str

    def matching(
        self, segments: Sequence[Segment], names: Mapping[str, str], catalogue: Catalogue
    ) -> list[Segment]:
        """The segments that fit, in no other order than they came."""
        wanted = self.search.strip().casefold()
        return [
            one
            for one in segments
            if self._is_here(one)
            and set(self.tags) <= set(one.tags)
            and self.author in ("", one.saved_by, one.created_by)
            and wanted in _text(one, names, catalogue)
        ]

    def ordered(self, found: Sequence[Segment], sizes: Sizes) -> list[Segment]:
        """The last changed first, or the largest, or by name."""
        keys: dict[str, Callable[[Segment], Any]] = {
            "name": lambda one: one.name.casefold(),
            "size": lambda one: -_accounts(sizes.get(one.id)),
            "changed": lambda one: -one.saved_at.timestamp(),
        }
        return sorted(found, key=keys[self.order])

    def _is_here(self, segment: Segment) -> bool:
        if self.folder == NO_FOLDER:
            return not segment.folder
        return not self.folder or is_within(segment.folder, self.folder)


def show_filters(segments: Sequence[Segment], names: Mapping[str, str], search: str) -> Filters:
    """Folder, tags, author and order, each with what there is to choose."""
    first, second, third, fourth = st.columns(4)
    folder = first.selectbox(
        say("library-folder"),
        ["", *_sorted(one.folder for one in segments if one.folder), NO_FOLDER],
        format_func=_folder_name,
        key="segments-folder",
    )
    tags = second.multiselect(
        say("library-tags"),
        _sorted(tag for one in segments for tag in one.tags),
        placeholder=say("library-any-tags"),
        key="segments-tags",
    )
    author = third.selectbox(
        say("library-author"),
        ["", *_sorted(by for one in segments for by in (one.saved_by, one.created_by))],
        format_func=lambda one: names.get(one, one) or say("library-any-author"),
        key="segments-author",
    )
    return Filters(search, folder or "", tuple(tags), author or "", _order(fourth))


def _order(column: DeltaGenerator) -> str:
    chosen = column.selectbox(
        say("library-order"),
        ORDERS,
        format_func=lambda one: say(f"library-order-{one}"),
        key="segments-order",
    )
    return chosen or ORDERS[0]


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(set(names), key=str.casefold)


def _folder_name(folder: str) -> str:
    if folder == NO_FOLDER:
        return say("library-no-folder")
    return folder or say("library-any-folder")


def _text(segment: Segment, names: Mapping[str, str], catalogue: Catalogue) -> str:
    """Everything about a segment that somebody may remember."""
    author = names.get(segment.saved_by, "")
    labels = " ".join((segment.folder, *segment.tags))
    rule = sentence(segment.rule, catalogue, language())
    return f"{segment.name} {author} {segment.note} {labels} {rule}".casefold()


def _accounts(counts: Counts | None) -> int:
    return counts.accounts if counts else -1
