"""The companies we may do business with, and how their records come in."""
