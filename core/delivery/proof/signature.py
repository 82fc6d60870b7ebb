"""The house's own signature: an Ed25519 key that never leaves the data folder (RFC 8032)."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from core.foundation.files import keep_first
from core.foundation.refusal import Refusal

KEY = "proof.key"


class NoKey(Refusal):
    """The key of the house cannot be read, so nothing is signed with it."""


def public_key(folder: Path) -> str:
    """The public half, as 64 hexadecimal digits; the key is made where there is none."""
    return _key(folder).public_key().public_bytes_raw().hex()


def sign(folder: Path, content: bytes) -> str:
    """The signature over some bytes, as 128 hexadecimal digits. Raises `NoKey`."""
    return _key(folder).sign(content).hex()


def holds(public: str, signature: str, content: bytes) -> bool:
    """Whether a signature is that of the key's owner over exactly these bytes."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _key(folder: Path) -> Ed25519PrivateKey:
    path = folder / KEY
    if not path.exists():
        made = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        keep_first(path, made.encode())
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii")))
    except (OSError, ValueError) as fault:
        raise NoKey("proving-no-key", file=KEY) from fault
