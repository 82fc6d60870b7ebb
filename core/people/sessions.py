"""A sign-in as a provider vouches for it, and when it is too old to be believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Claims:
    """What an OIDC provider says of whoever signed in."""

    issuer: str
    subject: str
    name: str
    email: str
    issued_at: datetime

    @staticmethod
    def of(claims: Mapping[str, Any]) -> "Claims | None":
        """Read the claims, or nothing where issuer, subject or time are missing."""
        try:
            issuer, subject = str(claims["iss"]), str(claims["sub"])
            issued_at = datetime.fromtimestamp(float(claims["iat"]), UTC)
        except (KeyError, TypeError, ValueError, OverflowError, OSError):
            return None
        if not issuer or not subject:
            return None
        email = str(claims.get("email") or "")
        return Claims(
            issuer, subject, str(claims.get("name") or email or subject), email, issued_at
        )

    def is_over(self, *, at: datetime, hours: float) -> bool:
        """Whether the house's own limit has passed; the provider's cookie lives for a month."""
        return not timedelta(0) <= at - self.issued_at + CLOCK_SKEW <= timedelta(hours=hours)


CLOCK_SKEW = timedelta(minutes=5)  # between the provider's clock and ours
