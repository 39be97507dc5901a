# What a link to a public event shows elsewhere.
preview-site = Seance
preview-about = { $when }, { $place }. Попросите место.
preview-cancelled = Отменено. Должно было быть: { $when }, { $place }.
