"""Resolving a frozen audience anew, months later, from what it rested on."""

from typing import Any

from core.campaigns import grounds, records
from core.campaigns.model import CampaignId
from core.cockpit import Cockpit
from core.commands.asking import FAULT_FOUND, OK, Arguments, add, show
from core.foundation.words import say
from core.rulebook import actions as rulebook
from core.rulebook import editions
from core.rulebook.loading import RECIPIENTS, parse
from core.rulebook.recipients import RecipientsBook
from core.store.store import Tx


def add_to(commands: Any) -> None:
    """Add ``replay``."""
    command = add(commands, "replay", replay)
    command.add_argument("campaign", metavar="CAMPAIGN", help="its id")


def replay(house: Cockpit, arguments: Arguments) -> int:
    """Resolve a frozen audience anew; exit code 3 when another digest comes of it."""
    with house.store.reading() as tx:
        campaign = records.get(tx, CampaignId(arguments.campaign))
        card = records.audience(tx, campaign.id)
        if card is None:
            raise grounds.NoGrounds("audience-no-grounds", name=campaign.name)
        again = grounds.replay(
            tx,
            house.warehouse.snapshot(card.publication),
            campaign,
            catalogue=house.catalogue,
            book=_book(tx, card.drawn["book"]),
            key=house.ways.signing_key,
        )
    is_same = again.digest == card.digest
    facts = {"frozen": card.digest, "digest": again.digest, "is_same": is_same}
    key = "audience-replays" if is_same else "audience-replays-not"
    told = {name: facts[name] for name in ("frozen", "digest")}
    show(arguments, facts, say("en", key, name=campaign.name, **told))
    return OK if is_same else FAULT_FOUND


def _book(tx: Tx, version: int) -> RecipientsBook:
    """The book of recipients in a version that people wrote, or that came with the program.

    Raises `UnknownBook`.
    """
    is_shipped = editions.get(tx, "recipients", version) is None
    as_shipped = is_shipped and version == rulebook.shipped_version("recipients")
    text = rulebook.text_of(tx, "recipients", None if as_shipped else version)
    return parse(RECIPIENTS, text, RecipientsBook)
