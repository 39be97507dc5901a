# What a link to a public event shows elsewhere.
preview-site = Seance
preview-about = { $when }, { $place }. Ask for a seat.
preview-cancelled = Cancelled. It was to be { $when }, { $place }.
