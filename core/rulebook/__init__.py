"""What is ruled: the books that decide, as data."""
