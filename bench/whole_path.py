"""A campaign from its outbox to the relay, in a process of its own; one line of JSON.

    python -m bench.whole_path FOLDER MESSAGES BYTES PORT [signed]

The worker of the house sends it, as `deliver --once` does; the time to make the outbox and to
start the program is not counted. It has one connection: to a relay on the same machine more of
them have nothing to wait for but each other, and speed comes from more programs.
"""

import json
import sys
from pathlib import Path
from threading import Event
from typing import Any

from bench import rehearsal_ground, sending
from bench.reading import timed
from core.cockpit import open_cockpit
from core.delivery import records, worker
from core.delivery.model import State
from core.foundation.settings import Settings

DOMAIN = "cockpit.example"


def sent(
    folder: Path, messages: int, size: int, port: int, *, is_signed: bool
) -> dict[str, Any]:
    """How long so many mails took, in seconds."""
    known: dict[str, Any] = {"data": folder, "smtp_port": port, "quiet_hours": False}
    known["connections"] = 1
    if is_signed:
        known["dkim_domain"] = DOMAIN
        _make_key(folder / "dkim")
    house = open_cockpit(Settings(**known, contacts_url="https://house.example"))
    sending.under_way(house, messages, rehearsal_ground.message(size))
    workshop = house.workshop()
    took = timed(lambda: worker.deliver(workshop, once=True, stop=Event()))
    with house.store.reading() as tx:
        counted = records.counts_by_state(tx, sending.CAMPAIGN)[State.SENT]
    return {**took, "messages": counted}


def can_sign() -> bool:
    """Whether mail is signed in this house."""
    return "dkim_domain" in Settings.model_fields


def _make_key(folder: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = generate_private_key(public_exponent=65537, key_size=2048)
    folder.mkdir(parents=True, mode=0o700)
    path = folder / f"{Settings().dkim_rsa_selector}.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)


if __name__ == "__main__":
    where, *numbers = sys.argv[1:5]
    flags = {"is_signed": "signed" in sys.argv[5:]}
    print(json.dumps(sent(Path(where), *map(int, numbers), **flags)))
