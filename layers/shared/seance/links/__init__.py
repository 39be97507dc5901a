"""Short links: a code that leads to the page of an event."""
