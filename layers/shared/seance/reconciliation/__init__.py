"""What is kept twice compared with the bookings, and mended where it differs."""
