"""Bookings: one guest's relation to one event, and its states."""
