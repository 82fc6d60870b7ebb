"""Lists of calls, and what came of them."""
