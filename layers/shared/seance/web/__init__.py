"""How an operation meets HTTP: app, adapter, user, problems, pages. Knows no room."""
