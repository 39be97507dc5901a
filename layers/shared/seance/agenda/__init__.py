"""Agendas: when a user is busy with own events and confirmed bookings."""
