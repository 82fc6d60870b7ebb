"""Ground for tests of briefs: who asks, who confirms, and a brief that lacks nothing."""

from datetime import date, datetime, timedelta
from typing import Any

from core.briefs import actions as briefs
from core.briefs import facts, records
from core.briefs.model import Brief, BriefId
from core.campaigns.model import Campaign
from core.messages import actions as messages
from core.messages.model import Writing
from core.people.model import Person, Role
from core.store.store import Tx
from tests.conftest import ANA, MONDAY, person
from tests.plan import BOOKS, LEA, TEMPLATE, TODAY, ready_campaign

BOOK = BOOKS.briefs
BRIEF = BriefId("b1")
KIND = "tariff_offer"
RITA = person("rita", Role.REQUESTER)
DINA = person("dina", Role.MARKETER)
PAVEL = person("pavel", Role.PRODUCT_OWNER)
UNTIL = TODAY + timedelta(days=60)

SAID: dict[str, Any] = {
    "product": "Mobile",
    "goal": "Connect numbers",
    "promise": "One tariff for everybody",
    "audience": "Everybody in the east",
    "measure": "Orders in sixty days",
    "starts_on": TODAY + timedelta(days=14),
    "ends_on": TODAY + timedelta(days=18),
}
FACTS: dict[str, Any] = {
    "offer": "Calls within the company are free.",
    "price": "590",
    "ends_on": UNTIL,
    "terms": "From three numbers on.",
}
CONFIRMERS = {"offer": PAVEL, "price": PAVEL, "ends_on": PAVEL, "terms": LEA}


def filed(tx: Tx, brief_id: BriefId = BRIEF, *, by: Person = RITA, **said: Any) -> Brief:
    """A brief just asked for, with everything but its facts."""
    name = "Mobile for the east"
    briefs.file(tx, brief_id, name=name, kind=KIND, book=BOOK, by=by, at=MONDAY)
    changes: Any = SAID | said
    return briefs.edit(tx, brief_id, by=by, at=MONDAY, seen=1, **changes)


def tell(tx: Tx, key: str, value: Any, *, by: Person = RITA, until: date | None = UNTIL) -> Any:
    return facts.tell(tx, BRIEF, key, value, valid_until=until, book=BOOK, by=by, at=MONDAY)


def told(tx: Tx, **facts_: Any) -> None:
    for key, value in (FACTS | facts_).items():
        tell(tx, key, value)


def confirm(
    tx: Tx, key: str, *, by: Person, seen: str, at: datetime = MONDAY, today: date = TODAY
) -> Any:
    said = records.facts(tx, BRIEF).get(key)
    until: Any = {"seen_until": said.valid_until if said else None}
    return facts.confirm(
        tx, BRIEF, key, seen=seen, **until, book=BOOK, by=by, at=at, today=today
    )


def supplied(tx: Tx) -> Brief:
    """A brief in marketing's hands, nothing confirmed yet."""
    filed(tx)
    told(tx)
    return briefs.supply(tx, BRIEF, book=BOOK, by=RITA, at=MONDAY)


def confirmed(tx: Tx) -> None:
    """Every fact with a name under it."""
    for key, by in CONFIRMERS.items():
        value = FACTS[key]
        seen = value.isoformat() if isinstance(value, date) else value
        confirm(tx, key, by=by, seen=seen)


def accepted(tx: Tx, *, by: Person = ANA) -> Brief:
    """A brief a campaign can use."""
    supplied(tx)
    confirmed(tx)
    return briefs.accept(tx, BRIEF, book=BOOK, by=by, at=MONDAY, today=TODAY)


def quoting_template(tx: Tx) -> None:
    """The message of the campaign, which names what the brief says."""
    source = "{{ brief.price | money }} until {{ brief.ends_on }}: {{ brief.offer }}"
    messages.save(
        tx,
        TEMPLATE,
        name="Offer",
        writings=[Writing("From {{ brief.price | money }}", f"<p>{source}</p>", source)],
        note="",
        by=ANA,
        at=MONDAY,
    )


def quoting_campaign(tx: Tx, **changes: Any) -> Campaign:
    """A campaign that lacks nothing, with an accepted brief that its message quotes.

    Dina of marketing took the brief on, so that whoever plans has a hand in the campaign only.
    """
    accepted(tx, by=DINA)
    campaign = ready_campaign(tx, **{"brief_id": BRIEF} | changes)
    quoting_template(tx)
    return campaign
