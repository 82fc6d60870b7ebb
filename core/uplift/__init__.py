"""Arithmetic on counts and sums. Knows nothing of campaigns."""
