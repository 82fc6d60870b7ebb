"""The signed proof of a campaign."""
