store-behind = The store's tables are older than this program. Nothing was changed; make a copy of the store, then run: python -m core.cli migrate
store-migrated = The store's tables are up to date.
