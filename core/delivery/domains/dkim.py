"""DKIM: a domain's signatures over a mail (RFC 6376), by RSA and by Ed25519 (RFC 8463).

Relaxed over headers and body: a relay that folds a line anew or trims a blank breaks nothing.
Every header signed here is named once more than it is there, so that none can be added.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256

from core.delivery.line_ends import travelling
from core.messages.writers.parts import Canonical

# Whatever a campaign mail says of itself; what a relay adds on the way is not among it.
SIGNED: Final = (
    *(b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"reply-to", b"mime-version"),
    *(b"content-type", b"content-transfer-encoding", b"list-unsubscribe", b"list-id"),
    *(b"list-unsubscribe-post", b"feedback-id", b"auto-submitted", b"x-auto-response-suppress"),
)
_PADDING, _HASH = PKCS1v15(), Prehashed(SHA256())
_LINE = 72  # characters of a signature on one line


@dataclass(frozen=True)
class SigningKey:
    """A private key; DNS has its public half at ``<selector>._domainkey.<domain>``."""

    domain: str  # in ASCII
    selector: str
    key: RSAPrivateKey | Ed25519PrivateKey = field(repr=False)

    @property
    def algorithm(self) -> str:
        """As RFC 6376 and RFC 8463 call it."""
        return "rsa-sha256" if isinstance(self.key, RSAPrivateKey) else "ed25519-sha256"

    def sign(self, digest: bytes) -> bytes:
        """The signature over a SHA-256 digest of 32 bytes."""
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(digest, _PADDING, _HASH)
        return self.key.sign(digest)


def signed(mail: bytes, keys: Sequence[SigningKey], *, at: datetime) -> bytes:
    """The mail as it travels, with a signature of each key in front of it.

    Every line ends with CRLF afterwards; without a key nothing else is done.
    """
    content = travelling(mail)
    if not keys:
        return content
    head, body = _parted(content)
    names, lines = _chosen(head)
    kept = body if isinstance(content, Canonical) else _relaxed_body(body)
    digest = base64.b64encode(hashlib.sha256(_ended(kept)).digest())
    moment = int(at.timestamp())
    marks = [_signature(key, names, lines, digest, moment) for key in keys]
    return type(content)(b"".join([*marks, content]))


def _parted(content: bytes) -> tuple[bytes, bytes]:
    """Headers without their last line end, and body."""
    if content.startswith(b"\r\n"):
        return b"", content[2:]
    head, _, body = content.partition(b"\r\n\r\n")
    # Without an empty line it is headers to its end, and the body is empty.
    return head.removesuffix(b"\r\n"), body


def _chosen(head: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The names as ``h=`` lists them, each once more than there are, and the headers themselves
    in that order, relaxed, the lowest of a name first."""
    there: dict[bytes, list[bytes]] = {}
    for line in _unfolded(head).split(b"\r\n"):
        name, _, value = line.partition(b":")
        plain = name.strip(b" \t").lower()
        there.setdefault(plain, []).append(b"%b:%b\r\n" % (plain, _relaxed(value)))
    names: list[bytes] = []
    lines: list[bytes] = []
    for name in SIGNED:
        found = there.get(name, [])
        names += [name] * (len(found) + 1)
        lines += reversed(found)
    return tuple(names), b"".join(lines)


def _unfolded(head: bytes) -> bytes:
    return head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")


def _relaxed(value: bytes) -> bytes:
    """One header's value: runs of blanks as one, none around it."""
    if b"  " not in value and b"\t" not in value:
        return value.strip(b" ")
    return b" ".join([word for word in value.replace(b"\t", b" ").split(b" ") if word])


def _relaxed_body(body: bytes) -> bytes:
    """Runs of blanks as one, and none at a line's end."""
    if b"\t" in body:
        body = body.replace(b"\t", b" ")
    while b"  " in body:
        body = body.replace(b"  ", b" ")
    return body.replace(b" \r\n", b"\r\n")


def _ended(body: bytes) -> bytes:
    """Without empty lines at its end."""
    kept = body.rstrip(b"\r\n")
    return kept + b"\r\n" if kept else b""


def _signature(
    key: SigningKey, names: tuple[bytes, ...], lines: bytes, digest: bytes, moment: int
) -> bytes:
    """The header, folded, with its line end."""
    opening = _opening(key.algorithm, key.domain, key.selector, names)
    unsigned = b"%b t=%d; bh=%b;\r\n b=" % (opening, moment, digest)
    name, _, value = _unfolded(unsigned).partition(b":")
    over = b"%b%b:%b" % (lines, name.lower(), _relaxed(value))
    mark = base64.b64encode(key.sign(hashlib.sha256(over).digest()))
    pieces = [mark[at : at + _LINE] for at in range(0, len(mark), _LINE)]
    return unsigned + b"\r\n ".join(pieces) + b"\r\n"


@lru_cache(maxsize=64)
def _opening(algorithm: str, domain: str, selector: str, names: tuple[bytes, ...]) -> bytes:
    """What all signatures of a key over the same headers begin with."""
    lines = [f"DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed;", f" d={domain};"]
    lines += [f" s={selector};", f" h={names[0].decode()}"]
    for name in map(bytes.decode, names[1:]):
        if len(lines[-1]) + len(name) + 1 > _LINE:
            lines[-1] += ":"
            lines.append(f"  {name}")
        else:
            lines[-1] += f":{name}"
    return ("\r\n".join(lines) + ";\r\n").encode("ascii")
