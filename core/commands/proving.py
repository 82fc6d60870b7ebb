"""Verifying a proof that somebody brings, and the key it is verified by."""

from pathlib import Path
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import FAULT_FOUND, OK, Arguments, add, show
from core.delivery.proof import proving
from core.delivery.proof import signature as own_signature
from core.delivery.proof.proving import LARGEST, NoProof
from core.foundation.words import say


def verify(house: Cockpit, arguments: Arguments) -> int:
    """Verify a proof file by this house's key, or by --key; exit code 3 when it is not so."""
    try:
        content = arguments.file.read_bytes()[: 2 * LARGEST]
    except OSError as fault:
        raise NoProof("proving-no-proof") from fault
    key = arguments.key or own_signature.public_key(house.settings.data)
    verdict = proving.verify(content, public_key=key)
    word = "holds" if verdict.holds else "broken"
    broken = ", ".join(verdict.broken)
    sentence = say("en", f"proving-{word}", moment=verdict.signed_at, members=broken, key=key)
    show(arguments, vars(verdict), sentence)
    return OK if verdict.holds else FAULT_FOUND


def key(house: Cockpit, arguments: Arguments) -> int:
    """Say the public key by which this house's proofs are verified."""
    public = own_signature.public_key(house.settings.data)
    show(arguments, {"public_key": public}, public)
    return OK


def add_to(commands: Any) -> None:
    """Put these commands on the list."""
    proof = commands.add_parser("proof", help="Verify the signed proof of a campaign.")
    verbs = proof.add_subparsers(required=True, metavar="VERB")
    checking = add(verbs, "verify", verify)
    checking.add_argument("file", metavar="FILE", type=Path)
    checking.add_argument("--key", metavar="HEX", help="of another house")
    add(verbs, "key", key)
