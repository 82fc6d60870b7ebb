"""How every page is dressed: what the framework's own look leaves to be wished for."""

import streamlit as st

from pages.parts.frame import say

# The framework leaves a hand's breadth free around every page; we have something to show. On a
# wide screen a page stops growing, and a line of text stops where an eye loses it. A way to
# another page looks like one, also where it leads to the page at hand; and a choice is read in
# the color of text.
STYLE = """
[data-testid="InputInstructions"] { display: none; } /* it speaks English only */
[class*="st-key-book-text"] textarea { font-family: monospace; font-size: 0.85rem; }
.stMainBlockContainer { padding-top: 3rem; padding-bottom: 4rem; max-width: 96rem; }
@media (min-width: 48rem) {
  .stMainBlockContainer { padding-left: 3rem; padding-right: 3rem; }
}
.stMainBlockContainer [data-testid="stCaptionContainer"],
.stMainBlockContainer [data-testid="stMarkdownContainer"] > p { max-width: 60rem; }
.stMainBlockContainer [data-testid="stPageLink"] p {
  text-decoration: underline color-mix(in srgb, currentColor 40%, transparent);
  text-underline-offset: 0.25em;
}
.stMainBlockContainer td [data-testid="stMarkdownContainer"] { max-width: 60rem; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"]:not(:hover) { background: none; }
.stMainBlockContainer [data-testid="stPageLink-NavLink"] :is(span, p) { font-weight: 400; }
[data-variant="segmented_control"][aria-checked="true"],
[data-variant="pills"]:is([aria-checked="true"], [aria-pressed="true"]) {
  color: inherit !important;
}
/* Whoever goes by keyboard sees on which way to another page they are. */
:is([data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"]):focus-visible {
  outline: 2px solid currentColor; outline-offset: -2px;
}
"""
# So does the field for a file: its button, and what may be put there, which its label says.
CHOOSE_FILE = """
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "%s"; font-size: 0.875rem; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
"""
# And the way past the menu, which only a keyboard meets.
SKIP = """
[data-testid="stSkipToContent"] { font-size: 0 !important; }
[data-testid="stSkipToContent"]::after { content: "%s"; font-size: 1rem; }
"""


def dress() -> None:
    """Lay the style over the page, with the framework's own words in this person's language."""
    words = CHOOSE_FILE % say("frame-choose-file") + SKIP % say("frame-skip")
    st.html(f"<style>{STYLE}{words}</style>")
