"""What the store knows of the people of an audience."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.campaigns.pressure import Touch
from core.consent import forgetting
from core.consent.forgetting import CONTACT, FORGOTTEN


@dataclass(frozen=True)
class Known:
    """Orders, what counts against the contact policy, and whom the house has forgotten.

    `suppressed` are address keys by channel, or the pseudonyms of addresses that nobody is to
    know any more; `erased` are digests of contacts; both are recognized by `key`.
    """

    suppressed: Mapping[str, set[str]] = field(default_factory=dict)
    touches: Sequence[Touch] = ()
    erased: frozenset[str] = frozenset()
    key: bytes = b""

    def is_stopped(self, channel: str, address: str, contact_id: str) -> bool:
        """Whether nobody may write to a contact at an address, given as its key."""
        orders = self.suppressed.get(channel, ())
        if address in orders:
            return True
        if channel in self._veiled and self._alias(channel, address) in orders:
            return True
        return bool(self.erased) and self._digest(contact_id) in self.erased

    def _alias(self, channel: str, address: str) -> str:
        return forgetting.pseudonym_of_key(self.key, channel, address)

    def _digest(self, contact_id: str) -> str:
        return forgetting.digest(self.key, CONTACT, contact_id)

    @cached_property
    def _veiled(self) -> frozenset[str]:
        """The channels with orders that name nobody."""
        return frozenset(
            channel
            for channel, orders in self.suppressed.items()
            if any(order.startswith(FORGOTTEN) for order in orders)
        )
