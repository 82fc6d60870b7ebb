"""The links of a message by number: made once a version, kept with its campaign.

A redirect leads only where the campaign's own table says; a link a contact's values are part of
stays as it is, and is not counted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.delivery.feedback.labels import HONEYPOT
from core.messages.model import Writing
from core.store.schema import tracked_links
from core.store.store import Tx

CLICK, OPEN = "click_url", "open_url"  # what a tracked writing asks for beside its own values
MOST_LINKS = 200
_HREF = re.compile(
    r"(<a\b[^<>]{0,3000}?\shref\s{0,9}=\s{0,9})([\"'])(https?://[^\"'<>{}\s]{1,2000})\2",
    re.IGNORECASE,
)
_END = re.compile(r"</body\s{0,9}>", re.IGNORECASE)
# Display none: no person sees or reads it aloud, and whoever follows every link does.
_HONEYPOT = (
    f'<a href="{{{{ {CLICK} }}}}/{HONEYPOT}" style="display:none" tabindex="-1"'
    ' aria-hidden="true"></a>'
)
_PIXEL = f'<img src="{{{{ {OPEN} }}}}" width="1" height="1" alt="" style="display:block">'


def numbered(writings: Sequence[Writing]) -> tuple[tuple[Writing, ...], list[str]]:
    """Writings whose links go by our door, and where each number leads, from 1 on."""
    urls: dict[str, int] = {}

    def counted(found: re.Match[str]) -> str:
        url = unescape(found[3])
        if url not in urls and len(urls) >= MOST_LINKS:
            return found[0]
        number = urls.setdefault(url, len(urls) + 1)
        return f"{found[1]}{found[2]}{{{{ {CLICK} }}}}/{number}{found[2]}"

    made = tuple(
        replace(one, html=_with_pixel(_HREF.sub(counted, one.html))) if one.html else one
        for one in writings
    )
    return made, list(urls)


def edition(step: int, version: int) -> str:
    """What tells a message of a campaign from its others: its step, and its version."""
    return f"{step}-{version}"


def keep(tx: Tx, campaign_id: str, of: str, urls: Sequence[str]) -> None:
    """Write down where the numbers lead; what is there already stays."""
    home = {"campaign_id": campaign_id, "edition": of}
    rows = [home | {"number": n, "url": url} for n, url in enumerate(urls, start=1)]
    if rows:
        upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
        tx.execute(upsert(tracked_links).on_conflict_do_nothing(), rows)


def kept(tx: Tx, campaign_id: str, of: str) -> dict[int, str]:
    """Where each number of an edition of a campaign's message leads."""
    rows = tx.execute(
        select(tracked_links.c.number, tracked_links.c.url)
        .where(tracked_links.c.campaign_id == campaign_id)
        .where(tracked_links.c.edition == of)
    )
    return {row.number: row.url for row in rows}


def _with_pixel(html: str) -> str:
    ends = list(_END.finditer(html))
    at = ends[-1].start() if ends else len(html)
    return f"{html[:at]}{_HONEYPOT}{_PIXEL}{html[at:]}"
