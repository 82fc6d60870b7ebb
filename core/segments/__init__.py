"""Rules that say which accounts and contacts belong together."""
