"""Notices: what one user is told once, in the inbox and by e-mail."""
