"""Events: an announced showing, its seats and its place."""
