"""Where a visitor comes from, as far as their connection says."""

import streamlit as st

from core.door.limits import behind

HERE = "127.0.0.1"


def address(proxies: frozenset[str]) -> str:
    """The address of whoever looks; behind one of our own proxies, the one it names last."""
    direct = str(st.context.ip_address or HERE)  # of this machine there is none
    return behind(direct, str(st.context.headers.get("x-forwarded-for") or ""), proxies)


def agent() -> str:
    """What their browser calls itself."""
    return str(st.context.headers.get("user-agent") or "")
