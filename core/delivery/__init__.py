"""One message, to one contact, of one campaign, once."""
