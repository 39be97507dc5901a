"""Programmes: several events of one host that are announced together, all or none (M29, R26)."""
