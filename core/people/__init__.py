"""Who works in the cockpit, and what each may do."""
