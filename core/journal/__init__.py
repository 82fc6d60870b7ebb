"""What happened, who did it, and when: append-only, and it can be proved."""
