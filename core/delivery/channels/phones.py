"""Telephone numbers as channels take them."""

from core.consent.model import SMS, address_key, is_usable
from core.delivery.channel import UnusableAddress


def usable_phone(address: str) -> str:
    """The number in E.164. Raises `UnusableAddress`."""
    number = address_key(SMS, address)
    if not is_usable(SMS, number):
        raise UnusableAddress("delivery-unusable-phone", address=address)
    return number
