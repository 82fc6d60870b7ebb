"""Why a mailing is wanted, and the facts it may quote, confirmed by name."""
