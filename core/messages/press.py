"""The press: a process that fills and proofreads messages by the sheet, within its limits.

Started by `presses`. What it gets is pickled by this house and comes first; what it answers is
JSON, since a process that fills templates is not believed more than its limits hold. It has no
secret of the house: its environment is empty, and values come with the sheet.
"""

import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, BinaryIO

from core.messages.confined import confine
from core.messages.plates import HEAD, Plate, Row
from core.messages.proof import Proof, Proofreader

MEMORY = 1 << 30  # bytes of address space
SECONDS = 3_600  # of work over the press's whole life
KEPT_WORST = 5  # of each kind, of one sheet


def main() -> None:
    """Print until nobody asks any more: a plate, then sheets of rows, then another plate."""
    confine(memory=MEMORY, seconds=SECONDS)
    printing: Printing | None = None
    for given in _given(sys.stdin.buffer):
        if isinstance(given, Plate):
            printing = Printing.of(given)
        elif printing is not None:
            sys.stdout.write(json.dumps(printing.sheet(given)) + "\n")
            sys.stdout.flush()


@dataclass(frozen=True)
class Printing:
    """A plate in the press."""

    plate: Plate
    readers: tuple[Proofreader, ...]
    keys: tuple[tuple[str, str], ...]  # level and key of the values that a row brings

    @staticmethod
    def of(plate: Plate) -> "Printing":
        """Raises `Unrenderable`."""
        readers = tuple(Proofreader.of(plate.channel, one) for one in plate.writings)
        keys = [name.partition(".") for name in plate.names]
        return Printing(plate, readers, tuple((level, key) for level, _, key in keys))

    def sheet(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Fill and read every row; the answer is plain JSON, small whatever the sheet is."""
        proofs = [(row.contact_id, self._proof(row)) for row in rows]
        empty: dict[str, int] = {}
        for _, proof in proofs:
            for name in proof.empty:
                empty[name] = empty.get(name, 0) + 1
        return {
            "read": len(proofs),
            "letters": sum(proof.letters for _, proof in proofs),
            "parts": sum(proof.parts for _, proof in proofs),
            "empty": empty,
            "findings": [
                [contact_id, one.severity, one.part, one.key, dict(one.values)]
                for contact_id, proof in proofs
                for one in proof.findings
            ],
            "worst": {
                "longest": _worst([(proof.letters, one) for one, proof in proofs]),
                "emptiest": _worst([(len(proof.empty), one) for one, proof in proofs]),
                "parts": _worst([(proof.parts, one) for one, proof in proofs]),
            },
        }

    def _proof(self, row: Row) -> Proof:
        values = dict(self.plate.fixed)
        levels: dict[str, dict[str, Any]] = {"contact": {}, "account": {}}
        for (level, key), value in zip(self.keys, row.values, strict=True):
            levels[level][key] = value
        return self.readers[row.writing].proof(values | levels, to=row.to)


def _worst(measured: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return nlargest(KEPT_WORST, [one for one in measured if one[0] > 0])


def _given(stream: BinaryIO) -> Iterator[Any]:
    while head := stream.read(HEAD):
        yield pickle.loads(stream.read(int.from_bytes(head, "big")))


if __name__ == "__main__":
    main()
