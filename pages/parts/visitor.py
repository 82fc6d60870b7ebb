"""Where a visitor comes from, as far as their connection says."""

import streamlit as st

HERE = "127.0.0.1"
LONGEST = 64


def address() -> str:
    """The address of whoever looks; behind a proxy on this machine, the one it names last."""
    direct = st.context.ip_address
    if direct:
        return str(direct)
    # Only this machine connects without an address: what it says it forwards can be believed.
    forwarded = str(st.context.headers.get("x-forwarded-for") or "")
    return forwarded.rpartition(",")[2].strip()[:LONGEST] or HERE


def agent() -> str:
    """What their browser calls itself."""
    return str(st.context.headers.get("user-agent") or "")
