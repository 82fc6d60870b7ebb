"""What the writers of SMS and letters make, for a preview: counts and pictures of pages."""

import io
from dataclasses import dataclass
from html import escape

import pypdfium2  # type: ignore[import-untyped]
from weasyprint import HTML  # type: ignore[import-untyped]

from core.messages.model import Rendered

GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = "^{}\\[~]|€"
SCALE = 1.6  # of a page's picture: legible, and no larger than it must be
MOST_PAGES = 6


@dataclass(frozen=True)
class Measured:
    """An SMS as the network counts it: its parts, its length, and what is left in the last."""

    parts: int
    units: int
    room: int
    encoding: str
    forced_by: str  # the character that made it UCS-2; empty where none did


def measured(text: str) -> Measured:
    """How many parts a text is sent in."""
    forced = next((one for one in text if one not in GSM and one not in DOUBLE), "")
    if forced:
        units, alone, joined = len(text.encode("utf-16-le")) // 2, 70, 67
    else:
        units, alone, joined = len(text) + sum(text.count(one) for one in DOUBLE), 160, 153
    parts = 1 if units <= alone else -(-units // joined)
    room = (alone if parts == 1 else parts * joined) - units
    return Measured(parts, units, room, "UCS-2" if forced else "GSM-7", forced)


def letter_pages(rendered: Rendered) -> list[bytes]:
    """A letter's pages as PNG pictures."""
    style = "<style>@page{size:A4;margin:25mm 20mm}body{font:12pt/1.5 sans-serif}</style>"
    page = f"{style}<h2>{escape(rendered.subject)}</h2>{rendered.html}"
    document = pypdfium2.PdfDocument(HTML(string=page, url_fetcher=_nothing).write_pdf())
    pictures = []
    for number in range(min(len(document), MOST_PAGES)):
        written = io.BytesIO()
        document[number].render(scale=SCALE).to_pil().save(written, "PNG")
        pictures.append(written.getvalue())
    return pictures


def _nothing(url: str) -> dict[str, object]:
    raise ValueError(url)
