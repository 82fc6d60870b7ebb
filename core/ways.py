"""The ways in and out of the house, as the settings name them; it alone chooses channels."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.campaigns.model import Condition, conditions
from core.consent.model import ascii_domain
from core.delivery.channel import Channel
from core.delivery.channels import named
from core.delivery.channels.calls import CallChannel
from core.delivery.channels.post import PostChannel
from core.delivery.channels.smtp import SmtpChannel
from core.delivery.domains.asking import Resolver
from core.delivery.domains.keys import Algorithm, Place, Seal
from core.delivery.domains.standing import Finding, Setup, findings
from core.delivery.feedback import receipts
from core.delivery.feedback.pickup import Imap, Maildir, Quarantine, Source
from core.delivery.line_ends import travelling
from core.delivery.marks import Marks
from core.delivery.relay_log import RelayLog
from core.delivery.tokens import Signer, check_key, key_kept
from core.foundation.clock import Clock
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.store.store import Store


class UnsafeRelay(Refusal):
    """A password would travel to the relay for everybody on the way to read."""


class UnsafeGateway(Refusal):
    """What goes to a gateway could be read, or be made, by anybody on the way."""


def check_safe(settings: Settings) -> None:
    """Whether nobody on the way can read what leaves, or sign it as ours.

    Raises `UnsafeRelay`, `UnsafeGateway` and `WeakKey`.
    """
    check_key(settings.signing_key.get_secret_value())
    if not settings.keeps_its_password:
        raise UnsafeRelay("delivery-password-in-the-open", host=settings.smtp_host)
    if not settings.keeps_its_messages:
        raise UnsafeGateway("delivery-gateway-in-the-open")
    if settings.cabinet_url and not settings.cabinet_secret.get_secret_value():
        raise UnsafeGateway("delivery-cabinet-unsigned")


@dataclass(frozen=True)
class Ways:
    """How messages leave this house, and how answers find it."""

    settings: Settings
    clock: Clock
    ids: Ids

    @property
    def signing_key(self) -> bytes:
        """The key of all that this house signs. Raises `WeakKey`."""
        said = self.settings.signing_key.get_secret_value().encode()
        return said or key_kept(self.settings.data / "signing.key", self.ids)

    @property
    def receipt_signer(self) -> Signer:
        """Who makes, and knows again, the tokens that receipts come with."""
        return Signer(self.signing_key, receipts.USE)

    @property
    def marks(self) -> Marks:
        """What our messages carry so that we know them again."""
        settings = self.settings
        return Marks(
            self.signing_key,
            returns_to=settings.bounce_domain,
            reached_at=settings.reached_at,
            tracks=settings.tracking,
        )

    @property
    def dkim_place(self) -> Place | None:
        """Where the keys are that mail is signed with; none: it is not signed here."""
        settings = self.settings
        if not settings.dkim_domain:
            return None
        selectors = {
            Algorithm.RSA: settings.dkim_rsa_selector,
            Algorithm.ED25519: settings.dkim_ed25519_selector,
        }
        folder = Path(settings.dkim_folder or settings.data / "dkim")
        return Place(ascii_domain(settings.dkim_domain), folder, selectors)

    def check_signing(self) -> None:
        """Whether mail that is to be signed can be. Raises `NoSigningKey` and `UnusableKey`."""
        if self.dkim_place:
            self.dkim_place.all_told()

    def standing(self) -> list[Finding]:
        """How our domains stand with those who receive their mail, as DNS says just now.

        Raises `UnusableKey`.
        """
        settings, place = self.settings, self.dkim_place
        addresses = [one.address for one in settings.senders] or [settings.sender_address]
        domains = [ascii_domain(one.rpartition("@")[2]) for one in addresses]
        setup = Setup(
            senders=[*dict.fromkeys(domains)],
            returns_to=ascii_domain(settings.bounce_domain),
            keys=place.there() if place else (),
            relay=settings.smtp_host,
            has_one_click=self.marks.has_one_click,
        )
        return findings(Resolver(settings.dns_server), setup)

    def relay(self) -> SmtpChannel:
        """Who takes this house's e-mail, each signed as it leaves."""
        settings, place = self.settings, self.dkim_place
        return SmtpChannel(
            host=settings.smtp_host,
            port=settings.smtp_port,
            tls=settings.smtp_tls,
            user=settings.smtp_name,
            password=settings.smtp_password.get_secret_value(),
            sign=Seal(place, self.clock.now) if place else travelling,
        )

    def relay_log(self) -> RelayLog | None:
        """The log of the relay, where it can be read here."""
        settings = self.settings
        if not settings.relay_log:
            return None
        return RelayLog(Path(settings.relay_log), settings.smtp_host, settings.smtp_port)

    def channels(
        self, store: Store, *, letters: Path, today: Callable[[], date]
    ) -> dict[str, Channel]:
        """The ways out that are set up here, by name; `letters` wait for the post there."""
        found = [
            self.relay(),
            named.sms(self._gateways, self._receipts_of),
            named.cabinet(self._gateways, self.clock.now),
            CallChannel(store, self.clock.now, today),
            PostChannel(store, letters, self.clock.now, today),
        ]
        return {one.name: one for one in found if one is not None}

    def places(self) -> dict[str, tuple[str, int]]:
        """Host and port of each channel that leaves the house and is set up."""
        return named.places(self._gateways)

    def mailboxes(self) -> list[Source]:
        """Where mails come back to."""
        settings = self.settings
        quarantine = Quarantine(settings.data / "quarantine")
        found: list[Source] = []
        if settings.bounce_maildir:
            found.append(Maildir(Path(settings.bounce_maildir), quarantine))
        if settings.imap_host:
            password = settings.imap_password.get_secret_value()
            where = (settings.imap_host, settings.imap_port, settings.imap_name, password)
            found.append(Imap(*where, quarantine, settings.imap_folder))
        return found

    def conditions(self) -> tuple[Condition, ...]:
        """What can be told here of a step before the next one goes."""
        return conditions(
            counts=bool(self.settings.tracking and self.settings.reached_at),
            hears=bool(self.mailboxes()),
        )

    def _receipts_of(self, dispatch_id: str) -> str:
        """Where a gateway reports what became of a dispatch."""
        base = (self.settings.receipts_url or self.settings.public_url).rstrip("/")
        return f"{base}/webhooks/sms/{self.receipt_signer.token(dispatch_id)}"

    @property
    def _gateways(self) -> Settings:
        return named.with_gateways(self.settings, secret=self.receipt_signer.token("cabinet"))
