"""The front door: what a browser or a machine meets before any page."""
