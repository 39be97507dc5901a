"""Proposals: films and times that a host puts to the vote, until one pair becomes an event (M30, R20)."""
