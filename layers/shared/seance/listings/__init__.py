"""Lists across rooms: what one finds among the events, and what one has hosted and seen."""
