"""What comes back: receipts, bounces, replies, opens, clicks and answers."""
