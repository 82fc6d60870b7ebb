"""The gateways that settings name, or the demo's own where they name none."""

from collections.abc import Callable
from datetime import datetime

from pydantic import SecretStr

from core.delivery import catchgateway
from core.delivery.channel import Channel
from core.delivery.channels.cabinet import CabinetChannel
from core.delivery.channels.exchange import Place
from core.delivery.channels.gateway import GatewayChannel
from core.delivery.channels.kannel import KannelChannel
from core.delivery.channels.pacing import Bucket, PacedChannel
from core.foundation.settings import Settings
from core.messages.model import Channel as Medium

HTTP, HTTPS = 80, 443  # ports, where an address names none
CAUGHT_PER_SECOND = 50.0  # by the demo's own gateway, which bears it


def with_gateways(settings: Settings, *, secret: str) -> Settings:
    """The settings, with the demo's own gateway where it catches; `secret` signs notices."""
    if not settings.is_catching:
        return settings
    place = f"http://127.0.0.1:{settings.catch_port}"
    caught = {
        "sms_kind": "kannel",
        "sms_url": place + catchgateway.SENDSMS,
        "cabinet_url": place + catchgateway.CABINET,
        "cabinet_secret": SecretStr(secret),
        "sms_per_second": CAUGHT_PER_SECOND,
    }
    return settings.model_copy(update=caught)


def sms(settings: Settings, receipts_of: Callable[[str], str]) -> Channel | None:
    """Who takes SMS, not faster than they may; none, where nobody does.

    `receipts_of` says where the receipts of a dispatch go. Raises `UnusableBody`,
    `UnusableUrl` and `UnusableToken`.
    """
    if not settings.sms_url:
        return None
    make = _kannel if settings.sms_kind == "kannel" else _gateway
    return PacedChannel(make(settings, receipts_of), Bucket(settings.sms_per_second))


def cabinet(settings: Settings, now: Callable[[], datetime]) -> Channel | None:
    """Who takes notices for the personal cabinet; none, where nobody does."""
    if not settings.cabinet_url:
        return None
    secret = settings.cabinet_secret.get_secret_value()
    return CabinetChannel(settings.cabinet_url, secret, now)


def places(settings: Settings) -> dict[str, tuple[str, int]]:
    """Host and port of each channel that leaves the house and is set up."""
    found: dict[str, tuple[str, int]] = {Medium.EMAIL: (settings.smtp_host, settings.smtp_port)}
    for name, url in ((Medium.SMS, settings.sms_url), (Medium.CABINET, settings.cabinet_url)):
        if url:
            place = Place.of(url)
            found[name] = (place.host, place.port or (HTTPS if place.is_tls else HTTP))
    return found


def _kannel(settings: Settings, receipts_of: Callable[[str], str]) -> Channel:
    return KannelChannel(
        url=settings.sms_url,
        user=settings.sms_name,
        password=settings.sms_password.get_secret_value(),
        sender=settings.sms_sender,
        smsc=settings.sms_smsc,
        receipts=receipts_of,
    )


def _gateway(settings: Settings, receipts_of: Callable[[str], str]) -> Channel:
    return GatewayChannel(
        url=settings.sms_url,
        body=settings.sms_body,
        method=settings.sms_method,
        header=settings.sms_header,
        token=settings.sms_password.get_secret_value(),
        sender=settings.sms_sender,
        receipts=receipts_of,
    )
