"""The tables of the operational store, a file for each part of the house."""
