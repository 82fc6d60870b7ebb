"""What happened because of us, and how far to believe it."""
