"""The keys a domain signs its mail with: made here, kept as PEM, told to the world by DNS."""

import base64
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from core.delivery.domains.dkim import SigningKey, signed
from core.foundation.files import keep_first
from core.foundation.refusal import Refusal

RSA_BITS, MOST_BITS = 2048, 4096
_STRING: Final = 255  # characters of one string of a TXT record


class Algorithm(StrEnum):
    RSA = "rsa"
    ED25519 = "ed25519"


class UnusableKey(Refusal):
    """A key that cannot be signed with, or that others could sign with."""


class NoSigningKey(Refusal):
    """The house is told to sign, and has nothing to do it with."""


@dataclass(frozen=True)
class Place:
    """Where the keys of a domain are: ``<folder>/<selector>.pem``, a selector for each."""

    domain: str  # in ASCII
    folder: Path
    selectors: dict[Algorithm, str]

    def path(self, algorithm: Algorithm) -> Path:
        return self.folder / f"{self.selectors[algorithm]}.pem"

    def there(self) -> list[SigningKey]:
        """The keys there are, RSA first: of two signatures, readers of old know that one.

        Raises `UnusableKey`.
        """
        found = [one for one in Algorithm if self.path(one).exists()]
        return [
            SigningKey(self.domain, self.selectors[one], _read(self.path(one), one))
            for one in found
        ]

    def all_told(self) -> list[SigningKey]:
        """The same. Raises `NoSigningKey` where there is none, and `UnusableKey`."""
        keys = self.there()
        if not keys:
            raise NoSigningKey("dkim-no-key", domain=self.domain, folder=str(self.folder))
        return keys


@dataclass(frozen=True)
class Seal:
    """Signs whatever leaves with the keys of a place, read when the first mail does."""

    place: Place
    now: Callable[[], datetime]

    def __call__(self, mail: bytes) -> bytes:
        """Raises `NoSigningKey` and `UnusableKey`."""
        return signed(mail, self.keys, at=self.now())

    @cached_property
    def keys(self) -> list[SigningKey]:
        return self.place.all_told()


def make(place: Place, algorithms: Sequence[Algorithm]) -> list[SigningKey]:
    """Make a key of each algorithm that has none, readable by this account alone.

    A key there is stays. Returns those asked for. Raises `UnusableKey`.
    """
    place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for one in algorithms:
        if not place.path(one).exists():
            keep_first(place.path(one), _made(one))
    asked = {place.selectors[one] for one in algorithms}
    return [key for key in place.there() if key.selector in asked]


def record_name(key: SigningKey) -> str:
    """Where the record stands in DNS."""
    return f"{key.selector}._domainkey.{key.domain}"


def record(key: SigningKey) -> str:
    """What the TXT record says, as one text."""
    if isinstance(key.key, RSAPrivateKey):
        public = key.key.public_key()
        kind, told = Algorithm.RSA, public.public_bytes(Encoding.DER, _SPKI)
    else:
        kind, told = Algorithm.ED25519, key.key.public_key().public_bytes_raw()
    return f"v=DKIM1; k={kind}; p={base64.b64encode(told).decode('ascii')}"


def zone_line(key: SigningKey) -> str:
    """The record as a line of a zone file."""
    return f"{record_name(key)}. IN TXT {quoted(record(key))}"


def quoted(text: str) -> str:
    """A text as a zone file has it, in strings no longer than DNS takes."""
    strings = [text[at : at + _STRING] for at in range(0, len(text), _STRING)]
    return "(" + " ".join(f'"{one}"' for one in strings) + ")"


_SPKI = PublicFormat.SubjectPublicKeyInfo


def _made(algorithm: Algorithm) -> bytes:
    made = (
        generate_private_key(public_exponent=65537, key_size=RSA_BITS)
        if algorithm is Algorithm.RSA
        else Ed25519PrivateKey.generate()
    )
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read(path: Path, algorithm: Algorithm) -> RSAPrivateKey | Ed25519PrivateKey:
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UnusableKey("dkim-key-for-all", file=str(path))
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as fault:
        raise UnusableKey("dkim-unreadable-key", file=str(path)) from fault
    wanted = RSAPrivateKey if algorithm is Algorithm.RSA else Ed25519PrivateKey
    if not isinstance(key, RSAPrivateKey | Ed25519PrivateKey) or not isinstance(key, wanted):
        raise UnusableKey("dkim-other-key", file=str(path), algorithm=algorithm)
    if isinstance(key, RSAPrivateKey) and not RSA_BITS <= key.key_size <= MOST_BITS:
        raise UnusableKey("dkim-weak-key", file=str(path), bits=key.key_size)
    return key
