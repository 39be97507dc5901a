"""Reviews: what host and guests say of each other after an event."""
