"""A segment, a message, a holdout and a schedule, on their way."""
