"""The sending book: when nobody is written to, and how often a soft refusal is tried again."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field

from core.campaigns import model as campaigns
from core.campaigns.costing import SMS, Prices
from core.consent.model import EMAIL
from core.delivery.model import REPEATABLE, Doubt
from core.delivery.throttling import Throttles
from core.rulebook import loading
from core.rulebook.model import Purpose


class QuietHours(BaseModel):
    """A span of the day, over midnight or not, in which messages wait."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: Annotated[time, Field(alias="from")]
    end: Annotated[time, Field(alias="to")]
    exempt: frozenset[Purpose]

    def over(
        self, *, purpose: str, zone: str, house_zone: str, at: datetime
    ) -> datetime | None:
        """When the recipient may be written to again, in UTC; None: now.

        An account without a time zone, or with one nobody knows, lives by the house's.
        """
        if purpose in self.exempt or not self._is_quiet(here := _local(at, zone, house_zone)):
            return None
        day = here.date() if here.time() < self.end else here.date() + timedelta(days=1)
        return datetime.combine(day, self.end, here.tzinfo).astimezone(UTC)

    def _is_quiet(self, here: datetime) -> bool:
        now = here.time()
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end


class Retries(BaseModel):
    """How a soft refusal is tried again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after_minutes: Annotated[list[Annotated[float, Field(ge=0)]], Field(max_length=20)]

    def next_try(self, attempts: int, *, at: datetime) -> datetime | None:
        """When to try again after so many attempts; None: never."""
        if attempts > len(self.after_minutes):
            return None
        return at + timedelta(minutes=self.after_minutes[attempts - 1])


Price = Annotated[Decimal, Field(ge=0, decimal_places=4)]
Margin = Annotated[Decimal, Field(gt=0, le=1)]


class PriceList(BaseModel):
    """What a message costs the house, by channel; of an SMS, each of its parts.

    `margin` is the share of a sale that is earned; none: results say nothing of earnings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: Literal["RUB"] = "RUB"
    email: Price = Decimal(0)
    sms_part: Price = Decimal(0)
    cabinet: Price = Decimal(0)
    call: Price = Decimal(0)
    letter: Price = Decimal(0)
    margin: Margin | None = None

    def prices(self) -> Prices:
        """The same by the names of the channels."""
        each = {one: getattr(self, one) for one in ("email", "cabinet", "call", "letter")}
        return Prices(self.currency, each | {SMS: self.sms_part})


class SoftBounces(BaseModel):
    """How many mails may come back for a reason that may pass, within how many days."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: Annotated[int, Field(ge=1, le=100)] = 3
    days: Annotated[int, Field(ge=1, le=3_650)] = 90


class Doubts(BaseModel):
    """What becomes of e-mails in doubt; `purposes` says otherwise for campaigns of some.

    An SMS in doubt is always held. Where twice is once, it is always handed over again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    email: Doubt = Doubt.SETTLE
    purposes: dict[campaigns.Purpose, Doubt] = {}

    def of(self, channel: str, purpose: campaigns.Purpose) -> Doubt:
        """What becomes of a doubt of a campaign, on a channel."""
        if channel in REPEATABLE:
            return Doubt.RESEND
        return self.purposes.get(purpose, self.email) if channel == EMAIL else Doubt.HOLD


class SendingBook(BaseModel):
    """How messages are sent. `quiet_hours` is None where nobody real is written to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[int, Field(ge=1)]
    quiet_hours: QuietHours | None
    retries: Retries
    prices: PriceList = PriceList()
    soft_bounces: SoftBounces = SoftBounces()
    doubts: Doubts = Doubts()
    throttles: Throttles = Throttles()


def load(folder: Path) -> SendingBook:
    """Read ``sending.toml`` from a folder of rule books. Raises `rulebook.BadBook`."""
    return loading.read(folder / "sending.toml", SendingBook)


def _local(at: datetime, zone: str, house_zone: str) -> datetime:
    try:
        return at.astimezone(ZoneInfo(zone or house_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return at.astimezone(ZoneInfo(house_zone))
