"""Whether it is safe to open at all: how people sign in, and who can reach the door."""

from core.cockpit import Cockpit
from core.foundation.hosts import is_loopback
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.people import records as people
from core.people.model import Role

SHORTEST_COOKIE_SECRET = 32


class UnsafeStart(Refusal):
    """The settings would let in whoever comes by, or nobody at all."""


def check_start(settings: Settings, *, address: str) -> None:
    """Refuse to open the screens where the sign-in would be no sign-in.

    `address` is where the server listens. Raises `UnsafeStart`.
    """
    if settings.demo and settings.has_oidc:
        raise UnsafeStart("door-demo-with-oidc")
    if settings.demo and not is_loopback(address):
        raise UnsafeStart("door-demo-not-loopback", address=address or "*")
    if settings.demo and settings.local_sign_in:
        raise UnsafeStart("door-demo-with-local")
    if not settings.demo and not settings.has_sign_in:
        raise UnsafeStart("door-no-sign-in")
    is_private = is_loopback(address) or settings.public_url.startswith("https://")
    if settings.local_sign_in and not is_private:
        raise UnsafeStart("door-passwords-in-the-open", address=address or "*")
    _check_roles(settings)
    if settings.has_oidc:
        secret = settings.cookie_secret.get_secret_value()
        if len(secret) < SHORTEST_COOKIE_SECRET:
            raise UnsafeStart("door-weak-cookie-secret", shortest=SHORTEST_COOKIE_SECRET)


def _check_roles(settings: Settings) -> None:
    """Groups stand for roles only when the settings say where groups are, and which roles."""
    named = {role for roles in settings.roles_of.values() for role in roles}
    if unknown := sorted(named - set(Role)):
        known = ", ".join(Role)
        raise UnsafeStart("door-unknown-role", role=", ".join(unknown), known=known)
    if bool(settings.roles_of) != bool(settings.role_claim):
        raise UnsafeStart("door-half-a-mapping")


def check_people(house: Cockpit) -> None:
    """Refuse to open a house that knows real people with the demo's picker as its door.

    Raises `UnsafeStart`.
    """
    if not house.settings.demo:
        return
    with house.store.reading() as tx:
        real = sum(not person.is_made_up for person in people.everyone(tx))
    if real:
        raise UnsafeStart("door-demo-with-people", n=real)
