"""A furnished house to look at: a made-up base, people, campaigns, and what is true of them."""
