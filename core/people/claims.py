"""A sign-in as a provider vouches for it: who, which roles, and when it is too old."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from core.people.model import Role

CLOCK_SKEW = timedelta(minutes=5)  # between the provider's clock and ours


@dataclass(frozen=True)
class Claims:
    """What an OIDC provider says of whoever signed in; `groups`: what the role claim names."""

    issuer: str
    subject: str
    name: str
    email: str
    issued_at: datetime
    groups: frozenset[str] = frozenset()
    serial: str = ""  # what else tells one sign-in from another

    @property
    def token(self) -> str:
        """One sign-in as a session's token."""
        facts = [self.issuer, self.subject, self.issued_at.isoformat(), self.serial]
        return json.dumps(facts)

    @staticmethod
    def of(claims: Mapping[str, Any], *, role_claim: str = "") -> "Claims | None":
        """Read the claims, or nothing where issuer, subject or time are missing."""
        try:
            issuer, subject = str(claims["iss"]), str(claims["sub"])
            issued_at = datetime.fromtimestamp(float(claims["iat"]), UTC)
        except (KeyError, TypeError, ValueError, OverflowError, OSError):
            return None
        if not issuer or not subject:
            return None
        email = str(claims.get("email") or "")
        name = str(claims.get("name") or email or subject)
        groups = _groups(claims, role_claim)
        serial = str(claims.get("sid") or claims.get("jti") or claims.get("nonce") or "")
        return Claims(issuer, subject, name, email, issued_at, groups, serial)

    def is_over(self, *, at: datetime, hours: float) -> bool:
        """Whether the house's own limit has passed; the provider's cookie lives for a month."""
        return not timedelta(0) <= at - self.issued_at + CLOCK_SKEW <= timedelta(hours=hours)

    def roles(
        self, roles_of: Mapping[str, frozenset[str]], administrators: frozenset[str]
    ) -> frozenset[Role] | None:
        """The roles the groups stand for; none: the settings map no groups, so nothing is said.

        Whom the settings name as an administrator is one, whatever the groups say.
        """
        if not roles_of:
            return None
        named = {role for group in self.groups for role in roles_of.get(group, ())}
        if self.subject in administrators:
            named.add(Role.ADMINISTRATOR)
        return frozenset(Role(role) for role in named)


def _groups(claims: Mapping[str, Any], role_claim: str) -> frozenset[str]:
    """The claim by its name, or by a path with dots; whatever is no text in it says nothing."""
    found: Any = claims.get(role_claim)
    if found is None:
        found = claims
        for step in role_claim.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return frozenset({found})
    if not isinstance(found, list | tuple):
        return frozenset()
    return frozenset(one for one in found if isinstance(one, str))
