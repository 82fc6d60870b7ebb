"""Forgetting a person in whatever delivery wrote down."""
