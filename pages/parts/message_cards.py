"""What is no e-mail, as its reader sees it: a phone, a notice in the cabinet, a call's script.

Each is a page of our own words around escaped text: nothing in it runs or loads.
"""

from html import escape

from core.messages.model import Rendered

_HEAD = (
    '<!doctype html><html><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>"
    "*{box-sizing:border-box}html,body{margin:0;background:transparent;"
    "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}"
    ".page{border:1px solid #d5d8e0;border-radius:12px;background:#fff;color:#1b1e28;"
    "overflow:auto;max-height:100vh}.soft{color:#5b6274}"
    ".dark .page{background:#16181d;color:#f2f3f7;border-color:#3a3f4a}"
    ".dark .soft{color:#aab0bf}"
)


def phone_page(text: str, *, sender: str, time: str, is_dark: bool, height: int) -> str:
    """An SMS in the bubble of a phone."""
    style = (
        f".phone{{width:340px;max-width:100%;"
        f"height:{height - 4}px;margin:0 auto;border:10px solid #1b1e28;"
        "border-radius:38px;background:#f4f5f8;overflow:hidden;display:flex;"
        "flex-direction:column}.top{padding:20px 16px 12px;text-align:center;font-weight:600;"
        "border-bottom:1px solid #dfe2ea;background:#fff;color:#1b1e28}.talk{flex:1;"
        "overflow:auto;padding:18px 14px}.bubble{background:#e3e5eb;color:#1b1e28;"
        "border-radius:18px 18px 18px 5px;padding:11px 14px;font-size:15px;line-height:21px;"
        "white-space:pre-wrap;overflow-wrap:anywhere;max-width:270px}"
        ".time{font-size:12px;color:#5b6274;text-align:center;margin-bottom:10px}"
        ".dark .phone{background:#0d0e12;border-color:#3a3f4a}.dark .top{background:#16181d;"
        "color:#f2f3f7;border-color:#30353f}.dark .bubble{background:#30353f;color:#f2f3f7}"
        ".dark .time{color:#aab0bf}"
    )
    body = (
        f'<div class="phone"><div class="top">{escape(sender)}</div><div class="talk">'
        f'<div class="time">{escape(time)}</div>'
        f'<div class="bubble">{escape(text)}</div></div></div>'
    )
    return _page(style, body, is_dark=is_dark)


def notice_page(rendered: Rendered, *, company: str, opens: str, is_dark: bool) -> str:
    """A notice as a card of the personal cabinet."""
    style = (
        ".page{padding:22px 26px}.who{display:flex;gap:10px;align-items:center;font-size:13px;"
        "margin-bottom:14px}.dot{width:10px;height:10px;border-radius:50%;background:#ff6b00}"
        "h1{font-size:19px;line-height:26px;margin:0 0 8px}p{margin:0 0 18px;font-size:15px;"
        "line-height:23px;white-space:pre-wrap;overflow-wrap:anywhere}.act{display:inline-block;"
        "padding:11px 20px;border-radius:9px;background:#2a1470;color:#fff;font-weight:600;"
        "font-size:15px}.where{font-size:12.5px;margin-top:9px;overflow-wrap:anywhere}"
    )
    link = (
        f'<span class="act">{escape(opens)}</span>'
        f'<div class="where soft">{escape(rendered.link)}</div>'
        if rendered.link
        else ""
    )
    body = (
        f'<div class="page"><div class="who soft"><span class="dot"></span>{escape(company)}'
        f"</div><h1>{escape(rendered.subject)}</h1><p>{escape(rendered.text.strip())}</p>"
        f"{link}</div>"
    )
    return _page(style, body, is_dark=is_dark)


def script_page(rendered: Rendered, facts: list[tuple[str, str]], *, is_dark: bool) -> str:
    """A call's script as the manager has it in view: whom they call, what they say."""
    style = (
        ".page{padding:24px 28px}h1{font-size:20px;margin:0 0 14px}dl{display:grid;"
        "grid-template-columns:max-content 1fr;gap:5px 18px;margin:0 0 20px;padding:14px "
        "16px;border-radius:9px;background:#f4f5f8;font-size:14px}dt{color:#5b6274}dd{margin:0}"
        ".dark dl{background:#20242b}.dark dt{color:#aab0bf}h2{font-size:13px;"
        "letter-spacing:.6px;margin:20px 0 6px;color:#4b21b8}.dark h2{color:#b9a5ff}"
        "p{margin:0 0 6px;font-size:16px;line-height:25px;overflow-wrap:anywhere}"
    )
    lines = "".join(_line(line.strip()) for line in rendered.text.splitlines() if line.strip())
    known = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts)
    title = f"<h1>{escape(rendered.subject)}</h1>" if rendered.subject else ""
    about = f"<dl>{known}</dl>" if known else ""
    body = f'<div class="page">{title}{about}{lines}</div>'
    return _page(style, body, is_dark=is_dark)


def _line(line: str) -> str:
    """A line in capitals heads what comes after it."""
    is_head = line.isupper() and len(line) > 1
    return f"<h2>{escape(line)}</h2>" if is_head else f"<p>{escape(line)}</p>"


def _page(style: str, body: str, *, is_dark: bool) -> str:
    scheme = "dark" if is_dark else "light"
    return f'{_HEAD}{style}</style></head><body class="{scheme}">{body}</body></html>'
