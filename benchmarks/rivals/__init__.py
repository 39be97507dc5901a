"""What Seance is compared with in one run: the same job done with less, and as ticketing systems do it."""
