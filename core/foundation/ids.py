"""Identity comes in by the door: rooms are handed ids, and only the edge makes them."""

import secrets
from typing import Protocol

# 80 random bits: a million ids collide with a chance of about one in 10¹².
ID_BYTES = 10


class Ids(Protocol):
    """Whoever can make a name that nobody has used before."""

    def new(self) -> str: ...


class RandomIds:
    """Twenty hexadecimal digits nobody can guess."""

    def new(self) -> str:
        return secrets.token_hex(ID_BYTES)
