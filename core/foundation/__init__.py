"""Time, ids, settings, words, and saying no."""
