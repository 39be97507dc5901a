"""Reports of people, events, messages and reviews, and what operators make of them (M35, R24)."""
