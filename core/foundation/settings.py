"""How this house is set up: read once from the environment, then frozen."""

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.foundation.hosts import is_loopback

MOST_SENDING = 16  # programs at once on one machine
HOUSE = Path(__file__).resolve().parents[2]
_SELECTOR = r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$"


class SenderIdentity(BaseModel):
    """Somebody the house may write as; `reply_to` is empty where answers go to the address."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    address: str = Field(min_length=3, max_length=254)
    reply_to: str = Field(default="", max_length=254)


class Settings(BaseSettings):
    """Everything the environment may say, each under ``COCKPIT_<NAME>``.

    Secrets come from the environment and are never written into the tree.
    """

    model_config = SettingsConfigDict(env_prefix="COCKPIT_", frozen=True, extra="ignore")

    data: Path = HOUSE / "data"
    store: str = ""  # a SQLAlchemy URL; empty: SQLite in the data folder
    warehouse: str = ""  # an engine to ask for segments, as a URL; empty: DuckDB, in the house
    demo: bool = False  # a picker of demo people instead of a sign-in, on loopback only
    address: str = "127.0.0.1"  # where the screens listen
    port: int = 8501
    public_url: str = "http://127.0.0.1:8501"
    language: Literal["ru", "en"] = "ru"  # of a person who has not chosen
    time_zone: str = "Europe/Moscow"  # of the house
    session_hours: float = 12.0
    idle_minutes: float = 120.0
    rules_four_eyes: bool = False  # whether a changed rule book waits for a second person
    local_sign_in: bool = False  # by e-mail and a password that this house keeps

    oidc_issuer: str = ""  # the provider's metadata URL; empty: no OIDC
    oidc_id: str = ""
    oidc_secret: SecretStr = SecretStr("")
    cookie_secret: SecretStr = SecretStr("")  # 32 random characters or more
    administrators: frozenset[str] = frozenset()  # OIDC subjects, as a JSON list
    role_claim: str = ""  # the claim that names a person's groups; dots lead into it
    roles_of: dict[str, frozenset[str]] = {}  # the roles each group stands for, as JSON

    smtp_host: str = "127.0.0.1"
    smtp_port: int = 8025
    smtp_tls: Literal["none", "starttls", "tls"] = "none"
    smtp_name: str = ""
    smtp_password: SecretStr = SecretStr("")
    sender_address: str = "news@cockpit.example"
    relay_log: str = ""  # of a Postfix on this machine, to settle doubts by; empty: none

    sms_kind: Literal["kannel", "json"] = "kannel"  # what the gateway understands
    sms_url: str = ""  # of Kannel's sendsms, or of a JSON gateway; empty: no SMS
    sms_name: str = ""  # Kannel's user
    sms_password: SecretStr = SecretStr("")  # Kannel's, or all that stands in `sms_header`
    sms_header: str = "Authorization"
    sms_method: Literal["POST", "PUT"] = "POST"
    sms_body: str = ""  # JSON with {to}, {text}, {from}, {id} and {receipts} in it
    sms_sender: str = ""  # a number or a name the operator knows
    sms_smsc: str = ""  # which of Kannel's links; empty: as it likes
    sms_per_second: float = Field(default=5.0, gt=0)  # below what the operator allows
    cabinet_url: str = ""  # takes notices for the personal cabinet; empty: none go there
    cabinet_secret: SecretStr = SecretStr("")  # signs them
    receipts_url: str = ""  # how gateways reach this house; empty: by `public_url`
    signing_key: SecretStr = SecretStr("")  # 32 characters or more; empty: one in `data`
    catch_port: int = 8026  # of the demo's catch-all for SMS and notices

    contacts_url: str = ""  # where contacts reach us; empty: by `public_url`, if that is HTTPS
    proxies: frozenset[str] = frozenset()  # of ours, as a JSON list: they name who asks
    tracking: bool = False  # whether opens and clicks are counted
    dkim_domain: str = ""  # mail is signed for it; empty: not here, the relay may
    dkim_folder: str = ""  # of the keys, each `<selector>.pem`; empty: `dkim` in `data`
    dkim_rsa_selector: str = Field(default="cockpit-rsa", pattern=_SELECTOR)
    dkim_ed25519_selector: str = Field(default="cockpit-ed25519", pattern=_SELECTOR)
    dns_server: str = ""  # asked about our own records; empty: whom this machine asks
    bounce_domain: str = ""  # mails come back to addresses of it; empty: to their sender
    bounce_maildir: str = ""  # the folder where its mails arrive on this machine
    imap_host: str = ""  # or in which mailbox
    imap_port: int = 993
    imap_name: str = ""
    imap_password: SecretStr = SecretStr("")
    imap_folder: str = "INBOX"

    sending_processes: int = Field(default=1, ge=1, le=MOST_SENDING)
    connections: int = 4  # of each of them
    quiet_hours: bool = True  # whether messages wait for the morning, as the book says

    utm_source: str = "cockpit"  # what links to our sites call the house, unless a message says
    senders: tuple[SenderIdentity, ...] = ()  # verified ones, as a JSON list; none: any may be
    sms_part_price: Decimal = Decimal(0)  # of one part of an SMS, in rubles

    upload_limit_mb: int = 500

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
            raise ValueError("name a time zone as in Europe/Moscow") from fault
        return name

    @field_validator("roles_of", mode="before")
    @classmethod
    def _one_role_or_several(cls, said: Any) -> Any:
        if not isinstance(said, dict):
            return said
        return {key: [one] if isinstance(one, str) else one for key, one in said.items()}

    @property
    def keeps_its_password(self) -> bool:
        """Whether nobody on the way to the relay can read the password, where there is one."""
        is_open = self.smtp_tls == "none" and not is_loopback(self.smtp_host)
        return not (is_open and self.smtp_password.get_secret_value())

    @property
    def is_catching(self) -> bool:
        """Whether SMS and notices go to the demo's own gateway: nobody named another."""
        return self.is_demo and not (self.sms_url or self.cabinet_url)

    @property
    def keeps_its_messages(self) -> bool:
        """Whether nobody on the way to the gateways can read what goes there."""
        urls = [urlsplit(url) for url in (self.sms_url, self.cabinet_url) if url]
        return all(one.scheme == "https" or is_loopback(one.hostname or "*") for one in urls)

    def shared_by(self, processes: int) -> "Settings":
        """These settings for each of several programs that send at once."""
        return self.model_copy(update={"sms_per_second": self.sms_per_second / processes})

    @property
    def reached_at(self) -> str:
        """Where contacts reach this house, without a slash at its end; empty: nowhere.

        The demo's mails never leave the machine, and neither do their links.
        """
        is_public = self.public_url.startswith("https://") or self.is_demo
        return (self.contacts_url or (self.public_url if is_public else "")).rstrip("/")

    @property
    def has_oidc(self) -> bool:
        """Whether people sign in through a provider."""
        return bool(self.oidc_issuer)

    @property
    def has_sign_in(self) -> bool:
        """Whether people have to say who they are, one way or the other."""
        return self.has_oidc or self.local_sign_in

    @property
    def is_demo(self) -> bool:
        """Whether people are picked from a list; `check_start` has made sure that is safe."""
        return self.demo and not self.has_sign_in

    @property
    def keeps_quiet_hours(self) -> bool:
        """Whether messages wait for the morning, whatever else this house is."""
        return self.quiet_hours

    @property
    def store_url(self) -> str:
        """Where deeds rest, as a SQLAlchemy URL."""
        return self.store or f"sqlite:///{self.data / 'cockpit.sqlite'}"

    @property
    def imports(self) -> Path:
        """Where files that come in are checked, and their rejects kept."""
        return self.data / "imports"

    @property
    def letters(self) -> Path:
        """Where letters wait for the post, a folder for each batch."""
        return self.data / "letters"

    @property
    def caught(self) -> Path:
        """Where the demo's mail server keeps what it caught."""
        return self.data / "caught"
