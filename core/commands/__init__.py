"""Commands of the back door, one module a room."""
