"""Seance: people watch films together. Everything that the functions share."""
