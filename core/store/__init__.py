"""Where what we decided and did rests: one transaction at a time."""
