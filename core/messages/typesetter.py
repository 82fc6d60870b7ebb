"""The typesetter: a process of its own that makes PDFs of letters, with little memory and time.

Started by `writers.letter`; reads requests as JSON lines, answers each with one line. Pages
come whole: whatever they ask for beyond that, a file or an address, they do not get. Where the
machine lacks the libraries that lay text out, it says so instead of failing.
"""

import base64
import json
import sys
from typing import Any, Final

from core.messages.confined import confine

MEMORY = 2 << 30  # bytes of address space: laying out takes some two hundred megabytes
SECONDS = 600  # of work over its whole life; then another is started
MOST_PAGES = 20
OWN: Final = "data:"


def main() -> None:
    """Answer until nobody asks any more."""
    confine(memory=MEMORY, seconds=SECONDS)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return _printed(request["page"], request["made_at"])
    except (ImportError, OSError) as fault:
        return {"refusal": "writers-no-press", "values": {"reason": _short(fault)}}
    except Exception as fault:  # noqa: BLE001 -- one letter must not end it
        return {"refusal": "writers-letter-failed", "values": {"reason": _short(fault)}}


def _printed(page: str, made_at: str) -> dict[str, Any]:
    # Here and not above: the library needs Pango, which a machine may lack.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class OwnOnly(URLFetcher):  # type: ignore[misc]
        """Gives what the page brought along, and refuses all else."""

        asked: list[str] = []  # noqa: RUF012

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(OWN):
                self.asked.append(url[:200])
                raise ValueError("letters load nothing")
            return super().fetch(url, headers)

    fetcher = OwnOnly(allowed_protocols=["data"], allow_redirects=False)
    fetcher.asked = []
    document = HTML(string=page, base_url=None, url_fetcher=fetcher).render()
    pages = len(document.pages)
    if pages > MOST_PAGES:
        values = {"pages": pages, "most": MOST_PAGES}
        return {"refusal": "writers-letter-too-long", "values": values}
    document.metadata.created = document.metadata.modified = made_at
    content = document.write_pdf()
    pdf = base64.b64encode(content).decode("ascii")
    return {"pdf": pdf, "pages": pages, "refused": fetcher.asked}


def _short(fault: Exception) -> str:
    lines = str(fault).strip().splitlines()
    return (lines[0] if lines else type(fault).__name__)[:200]


if __name__ == "__main__":
    main()
