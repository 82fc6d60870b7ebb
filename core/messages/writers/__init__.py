"""One writer per channel: what a filled message becomes on its way out."""
