"""Calendar files (RFC 5545) and the private feed of one's own events."""
