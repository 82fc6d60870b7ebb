"""Our domains: their keys, and what DNS says of them."""
