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

# Whatever a campaign mail says of itself; what a relay adds on the way is not among it.
SIGNED: Final = (
    *("from", "to", "cc", "subject", "date", "message-id", "reply-to", "mime-version"),
    *("content-type", "content-transfer-encoding", "list-unsubscribe", "list-id"),
    *("list-unsubscribe-post", "feedback-id", "auto-submitted", "x-auto-response-suppress"),
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
    digest = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest())
    moment = int(at.timestamp())
    return b"".join([*(_signature(key, names, lines, digest, moment) for key in keys), content])


def _parted(content: bytes) -> tuple[bytes, bytes]:
    """Headers without their last line end, and body."""
    if content.startswith(b"\r\n"):
        return b"", content[2:]
    head, _, body = content.partition(b"\r\n\r\n")
    # Without an empty line it is headers to its end, and the body is empty.
    return head.removesuffix(b"\r\n"), body


def _chosen(head: bytes) -> tuple[tuple[str, ...], bytes]:
    """The names as ``h=`` lists them, each once more than there are, and the headers themselves
    in that order, relaxed, the lowest of a name first."""
    there: dict[str, list[bytes]] = {}
    for line in _unfolded(head).split(b"\r\n"):
        name, _, value = line.partition(b":")
        plain = name.decode("latin-1").strip(" \t").lower()
        there.setdefault(plain, []).append(plain.encode("latin-1") + b":" + _relaxed(value))
    names = tuple(one for name in SIGNED for one in [name] * (len(there.get(name, ())) + 1))
    lines = [line for name in SIGNED for line in reversed(there.get(name, ()))]
    return names, b"".join(line + b"\r\n" for line in lines)


def _unfolded(head: bytes) -> bytes:
    return head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")


def _relaxed(value: bytes) -> bytes:
    """One header's value: runs of blanks as one, none around it."""
    return b" ".join([word for word in value.replace(b"\t", b" ").split(b" ") if word])


def _relaxed_body(body: bytes) -> bytes:
    """Runs of blanks as one, none at a line's end, no empty lines at the end of all."""
    if b"\t" in body:
        body = body.replace(b"\t", b" ")
    while b"  " in body:
        body = body.replace(b"  ", b" ")
    kept = body.replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return kept + b"\r\n" if kept else b""


def _signature(
    key: SigningKey, names: tuple[str, ...], lines: bytes, digest: bytes, moment: int
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
def _opening(algorithm: str, domain: str, selector: str, names: tuple[str, ...]) -> bytes:
    """What all signatures of a key over the same headers begin with."""
    lines = [f"DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed;", f" d={domain};"]
    lines += [f" s={selector};", " h=" + names[0]]
    for name in names[1:]:
        if len(lines[-1]) + len(name) + 1 > _LINE:
            lines[-1] += ":"
            lines.append(f"  {name}")
        else:
            lines[-1] += f":{name}"
    return ("\r\n".join(lines) + ";\r\n").encode("ascii")
