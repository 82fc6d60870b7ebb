"""Today: what needs you now."""

from pages.parts.frame import open_page

open_page("home")
