"""The chat of an event: its messages, and the numbered log of what happened to them."""
