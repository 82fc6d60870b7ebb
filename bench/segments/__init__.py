"""Segments over a large base, measured beside their peers: `python -m bench.segments`."""
