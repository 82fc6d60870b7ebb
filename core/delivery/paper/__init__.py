"""Letters on paper: printed, posted, and sent back."""
