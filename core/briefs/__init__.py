"""Why a mailing exists, and the facts it may quote."""
