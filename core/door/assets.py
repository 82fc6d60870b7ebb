"""Files of ours that browsers load once and keep: their links change when they do."""

import gzip
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def kept(link: str, path: Path) -> Route:
    """A script under a link of its own; it travels packed wherever that is understood."""
    whole = path.read_bytes()
    packed = gzip.compress(whole, mtime=0)
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
    }

    def script(request: Request) -> Response:
        is_packed = "gzip" in request.headers.get("accept-encoding", "")
        encoding = {"Content-Encoding": "gzip"} if is_packed else {}
        return Response(
            packed if is_packed else whole,
            headers=headers | encoding,
            media_type="text/javascript",
        )

    return Route(f"/{link}", script, methods=["GET"])
