"""Performing a rehearsal: the audience's values through the presses, and what they answer."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import nlargest, nsmallest
from typing import Any, Final

from core.campaigns.model import FIRST_STEP
from core.campaigns.rehearsal import (
    LISTED,
    NAMED,
    Failure,
    Findings,
    Group,
    Plan,
    rank,
)
from core.campaigns.rehearsal_plan import blanks
from core.foundation.words import Value
from core.messages import tables
from core.messages.model import FIRST_VARIANT, Severity, nearest
from core.messages.plates import Plate, Row
from core.messages.presses import Answer, count_presses, printed
from core.messages.quoted import names
from core.messages.rendering import compiled
from core.warehouse.snapshot import Snapshot

PAGE = 10_000  # contacts read from the snapshot at a time
SHOWN = 5  # examples of each kind
WORST: Final = ("longest", "emptiest", "parts")

Going = Callable[[int], bool]  # told how many messages are done; false: stop


def perform(
    plan: Plan, snapshot: Snapshot, *, going: Going = lambda _done: True, presses: int = 0
) -> Findings:
    """Fill and read every message of every step; with fewer than `plan.total` done it was
    called off.

    Raises what `rendering.compiled` raises for a template that never passed the check.
    """
    for step in plan.each_step:
        for writing in step.writings:
            compiled(writing)
    found = Findings()
    for step in plan.each_step:
        before = found.done
        heard = _performed(step, snapshot, partial(_beyond, going, before), presses)
        found = _together(found, heard.findings(), step.step)
        if heard.is_called_off:
            break
    return found


def _beyond(going: Going, before: int, done: int) -> bool:
    """Tell how many are done of all the steps."""
    return going(before + done)


def _performed(plan: Plan, snapshot: Snapshot, going: Going, presses: int) -> "_Heard":
    """One step's messages, filled and read."""
    heard = _Heard(plan)
    plate = Plate(plan.channel, plan.writings, _columns(plan), plan.fixed)
    answers = printed(
        plate,
        _pages(plan, snapshot, plate.names, heard),
        presses=presses or count_presses(plan.total),
        is_called_off=lambda: heard.is_called_off,
    )
    for answer in answers:
        heard.take(answer)
        if not heard.is_called_off and not going(heard.done):
            heard.is_called_off = True
    return heard


def _together(before: Findings, own: Findings, step: int) -> Findings:
    """What was found so far, with what this step has; later steps name theirs by number."""
    marked = (replace(group, step=step) for group in own.groups)
    examples = own.examples
    if step != FIRST_STEP:
        examples = {f"{kind}/{step}": ids for kind, ids in own.examples.items()}
    return Findings(
        done=before.done + own.done,
        letters=before.letters + own.letters,
        parts=before.parts | own.parts,
        groups=(*before.groups, *marked),
        failures=(*before.failures, *own.failures),
        empty=dict(Counter(before.empty) + Counter(own.empty)),
        examples=before.examples | examples,
    )


def _columns(plan: Plan) -> tuple[str, ...]:
    """The fields that differ from contact to contact, of all the writings."""
    used = dict.fromkeys(name for writing in plan.writings for name in names(writing))
    return tuple(name for name in used if name.partition(".")[0] in {"contact", "account"})


def _pages(
    plan: Plan, snapshot: Snapshot, columns: tuple[str, ...], heard: "_Heard"
) -> Iterator[list[Row]]:
    addresses = dict(plan.contacts)
    contact_ids = list(addresses)
    for at in range(0, len(contact_ids), PAGE):
        asked = contact_ids[at : at + PAGE]
        rows = []
        for contact_id, name, language, *values in tables.columns_of(snapshot, asked, columns):
            heard.read_in(contact_id, language or "")
            writing = _writing(plan, contact_id, language)
            known = (name or "", addresses[contact_id])
            rows.append(Row(contact_id, writing, known, tuple(values)))
        heard.miss(set(asked) - {row.contact_id for row in rows})
        yield rows


def _writing(plan: Plan, contact_id: str, language: str | None) -> int:
    """Which of the writings this contact will get."""
    variant = plan.variants.get(contact_id, FIRST_VARIANT)
    return nearest(plan.writings, variant, (language or "").lower())


@dataclass
class _Heard:
    """What the presses have answered so far."""

    plan: Plan
    done: int = 0
    letters: int = 0
    parts: int = 0  # of SMS
    is_called_off: bool = False
    empty: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    contacts: dict[str, list[str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    worst: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def take(self, answer: Answer) -> None:
        self.done += answer["read"]
        self.letters += answer["letters"]
        self.parts += answer["parts"]
        self.empty.update(answer["empty"])
        for finding in answer["findings"]:
            self._note(*finding)
        for kind, measured in answer["worst"].items():
            known = [*self.worst.get(kind, []), *map(tuple, measured)]
            self.worst[kind] = nlargest(SHOWN, set(known))

    def miss(self, contact_ids: set[str]) -> None:
        """Whoever is not in the published data gets no message: that is an error here."""
        for contact_id in sorted(contact_ids):
            self.done += 1
            self._note(contact_id, Severity.ERROR, "", "rehearsal-gone", {})

    def read_in(self, contact_id: str, language: str) -> None:
        """Whoever reads another language than the message is written in is worth a look."""
        if language and language not in {one.language for one in self.plan.writings}:
            values: dict[str, Value] = {"language": language}
            self._note(contact_id, Severity.WARNING, "", "rehearsal-other-language", values)

    def findings(self) -> Findings:
        groups = [self._group(name) for name in self.counts]
        groups += blanks(self.empty, self.plan.writings)
        in_order = sorted(groups, key=lambda one: (not one.is_error, -one.count, one.key))
        return Findings(
            done=self.done,
            letters=self.letters,
            parts={str(self.plan.step): self.parts} if self.parts else {},
            groups=(*self.plan.groups, *in_order),
            failures=tuple(self.failures),
            empty=dict(self.empty),
            examples=self._examples(),
        )

    def _note(
        self, contact_id: str, severity: str, part: str, key: str, values: dict[str, Value]
    ) -> None:
        name = json.dumps([severity, part, key, values], sort_keys=True)
        self.counts[name] += 1
        named = self.contacts.setdefault(name, [])
        if len(named) < NAMED:
            named.append(contact_id)
        # Errors always find room: what a warning took is not what anybody looks for first.
        is_error = severity == Severity.ERROR
        if len(self.failures) < LISTED or (is_error and self._make_room()):
            self.failures.append(
                Failure(contact_id, Severity(severity), part, key, values, self.plan.step)
            )

    def _make_room(self) -> bool:
        for place, one in enumerate(self.failures):
            if one.severity is not Severity.ERROR:
                del self.failures[place]
                return True
        return False

    def _group(self, name: str) -> Group:
        severity, part, key, values = json.loads(name)
        named = tuple(self.contacts[name])
        return Group(Severity(severity), part, key, values, self.counts[name], named)

    def _examples(self) -> dict[str, list[str]]:
        """Some that nobody chose, and the worst of each kind."""
        ids = [contact_id for contact_id, _ in self.plan.contacts]
        chosen: dict[str, Any] = {
            "random": nsmallest(SHOWN, ids, key=lambda one: rank(self.plan.seed, one))
        }
        for kind in WORST:
            measured = self.worst.get(kind, [])
            chosen[kind] = list(dict.fromkeys(contact_id for _, contact_id in measured))
        return {kind: found for kind, found in chosen.items() if found}
