"""What we say, and how it looks filled in for one contact."""
