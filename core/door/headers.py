"""What every answer carries: a strict content policy, the page's language, safe cookies."""

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_policy(index: Path) -> str:
    """The policy under which the screens run; inline scripts only those of `index` itself."""
    scripts = INLINE_SCRIPT.findall(index.read_text(encoding="utf-8"))
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {allowed}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' data:",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        ]
    )


class SafeHeaders:
    """Middleware: adds the headers, tells the page its language, locks cookies behind TLS."""

    def __init__(self, app: ASGIApp, *, policy: str, language: str, tls: bool) -> None:
        self.app = app
        self.language = language.encode()
        self.tls = tls
        self.fixed = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if any(name == b"accept" and b"text/html" in said for name, said in scope["headers"]):
            # A page comes whole and unpacked, so that its language can be written into it.
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}

        is_page = False

        async def sent(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = self._write(message)
            elif is_page and message["type"] == "http.response.body":
                spoken = b'<html lang="' + self.language + b'">'
                message["body"] = message.get("body", b"").replace(b'<html lang="en">', spoken)
            await send(message)

        await self.app(scope, receive, sent)

    def _write(self, message: Message) -> bool:
        """Complete the headers of an answer; whether it is a page."""
        said: dict[bytes, bytes] = dict(message["headers"])
        added = [pair for pair in self.fixed if pair[0] not in said]
        message["headers"] = [*message["headers"], *added]
        is_page = said.get(b"content-type", b"").startswith(b"text/html")
        headers = MutableHeaders(raw=message["headers"])
        if is_page and "etag" in headers:
            del headers["etag"]
        if self.tls:
            headers["Strict-Transport-Security"] = "max-age=31536000"
            cookies = headers.getlist("set-cookie")
            del headers["set-cookie"]
            for cookie in cookies:
                headers.append(
                    "set-cookie", cookie + ("" if "; Secure" in cookie else "; Secure")
                )
        return is_page


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
