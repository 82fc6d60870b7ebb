"""Engines outside the house that hold copies of its publications and answer over them."""
