"""A rendered message as a page that runs nothing, loads nothing, and leads nowhere.

The framework's own frame is no isolation: it may run scripts as ours. So the message stands in
an inner frame without any right (`sandbox=""`), under a policy that allows styles and no
address at all; the inner document inherits it.
"""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from core.messages.model import Rendered
from core.messages.preheader import preheader_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'none'; form-action 'none'"
PICTURES = f"{POLICY}; img-src *"
DESKTOP_WIDTH, PHONE_WIDTH = 700, 390  # pixels a mail program gives to a message
STEPS = (640, 560, 480, 400, 320, 260)  # narrower than the desktop's width: drawn smaller


@dataclass(frozen=True)
class View:
    """How to look at it: desktop, phone or text; in the dark or not; with pictures or not."""

    kind: str = "desktop"
    is_dark: bool = False
    loads_images: bool = False

    @property
    def policy(self) -> str:
        return PICTURES if self.loads_images else POLICY


@dataclass(frozen=True)
class Envelope:
    """What a mailbox shows around a message."""

    sender: str
    to: str


def mail_page(
    rendered: Rendered, envelope: Envelope, *, view: View, title: str, height: int
) -> str:
    """The page: a mailbox's head, and the message under it, `height` pixels high together."""
    scheme = "dark" if view.is_dark else "light"
    body = (
        f"<pre>{escape(rendered.text)}</pre>"
        if view.kind == "text"
        else f'<iframe class="{view.kind}" sandbox="" title="{escape(title)}" '
        f'srcdoc="{escape(_letter(rendered.html, view))}"></iframe>'
    )
    return (
        f'<!doctype html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{view.policy}">'
        f'<style>{_style(height)}</style></head><body class="{scheme} {view.kind}">'
        f'<div class="mail">{_head(rendered, envelope)}'
        f'<div class="letter">{body}</div></div></body></html>'
    )


def _letter(html: str, view: View) -> str:
    # The policy is inherited; said again, for whoever should not inherit it.
    # A click on a link would be refused, too, and leave an error page in the message's place.
    unclickable = "<style>a,area{pointer-events:none!important}</style>"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{view.policy}">'
    return f"{policy}{unclickable}{html}"


def _head(rendered: Rendered, envelope: Envelope) -> str:
    initial = envelope.sender.strip()[:1].upper() or "?"
    preheader = preheader_of(rendered.html)
    line = f'<span class="pre"> — {escape(preheader)}</span>' if preheader else ""
    return (
        f'<div class="head"><div class="face">{escape(initial)}</div><div class="who">'
        f'<div class="from"><b>{escape(envelope.sender)}</b>'
        f"<span>→ {escape(envelope.to)}</span></div>"
        f'<div class="subject">{escape(rendered.subject)}{line}</div></div></div>'
    )


def _style(height: int) -> str:
    letter = height - 92
    # At least as wide as a desktop's message, and drawn exactly as wide as there is room.
    shrinking = "".join(
        f"@media(max-width:{above}px){{iframe.desktop{{width:{100 * DESKTOP_WIDTH / step:.3f}%;"
        f"transform:scale({step / DESKTOP_WIDTH:.5f});"
        f"height:{letter * DESKTOP_WIDTH / step:.0f}px}}}}"
        for above, step in pairwise((DESKTOP_WIDTH, *STEPS))
    )
    return (
        "*{box-sizing:border-box}html,body{margin:0;height:100%;background:transparent;"
        "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}"
        f".mail{{height:{height - 2}px;border:1px solid #d5d8e0;border-radius:12px;"
        "overflow:hidden;background:#fff;color:#1b1e28;display:flex;flex-direction:column}"
        ".head{display:flex;gap:12px;padding:16px 18px;border-bottom:1px solid #e6e8ee;"
        "height:90px;align-items:center}.face{flex:none;width:42px;height:42px;"
        "border-radius:50%;background:#2a1470;color:#fff;display:grid;place-items:center;"
        "font-weight:700;font-size:18px}.who{min-width:0;flex:1;font-size:14px}"
        ".from{display:flex;gap:8px;white-space:nowrap;overflow:hidden}"
        ".from span{color:#5b6274;overflow:hidden;text-overflow:ellipsis}"
        ".subject{margin-top:4px;font-size:15px;font-weight:600;display:-webkit-box;"
        "-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}"
        ".pre{font-weight:400;color:#5b6274}.letter{flex:1;overflow:hidden;background:#fff}"
        f"iframe{{border:0;display:block;width:100%;height:{letter}px;"
        "transform-origin:0 0;background:#fff;color-scheme:light}"
        f"iframe.phone{{width:{PHONE_WIDTH}px;max-width:100%;margin:0 auto}}"
        "body.phone .letter{background:#e9ebf1}"
        f"pre{{margin:0;padding:20px 24px;height:{letter}px;overflow:auto;"
        "white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.55 ui-monospace,Menlo,"
        "Consolas,monospace}"
        "body.dark .mail,body.dark .letter,body.dark iframe{background:#16181d;color:#f2f3f7}"
        "body.dark .mail{border-color:#3a3f4a}body.dark .head{border-color:#30353f}"
        "body.dark .pre,body.dark .from span{color:#aab0bf}"
        "body.dark iframe{color-scheme:dark}body.dark.phone .letter{background:#0d0e12}"
        + shrinking
    )
