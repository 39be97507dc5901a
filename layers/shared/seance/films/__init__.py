"""Films: what is shown, and where its facts come from."""
