"""A letter's pages as pictures, so that nobody needs another program to look at them."""

import io
from datetime import date

import pypdfium2

from core.messages.model import Rendered
from core.messages.tables import Recipient
from core.messages.writers import letter

SCALE = 1.6  # of a page's picture: legible, and no larger than it must be
MOST_PAGES = 6


def letter_pages(
    rendered: Rendered, to: Recipient | None, *, sender: str, dated: date, language: str
) -> list[bytes]:
    """The pages as PNG pictures. Raises `NoPress`, `BadLetter` and `TookTooLong`."""
    envelope = letter.Envelope(
        sender=sender, sender_lines=(), to_lines=_lines(to), dated=dated, language=language
    )
    document = pypdfium2.PdfDocument(letter.printed(rendered, envelope).pdf)
    return [_picture(document, number) for number in range(min(len(document), MOST_PAGES))]


def _lines(to: Recipient | None) -> list[str]:
    if to is None:
        return []
    known = (to.account.get("name"), to.name, to.account.get("city"))
    return [str(line) for line in known if line]


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes:
    written = io.BytesIO()
    document[number].render(scale=SCALE).to_pil().save(written, "PNG")
    return written.getvalue()
