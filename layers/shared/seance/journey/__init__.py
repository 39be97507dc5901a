"""The synthetic journey: people of our own who do through the public API what people do, and say what fails."""
