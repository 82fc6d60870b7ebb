"""A furnished house: a telecom's business accounts, people and campaigns, made from a seed."""
