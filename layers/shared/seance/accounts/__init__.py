"""Accounts: everything of one user at once, to take along or to leave behind."""
