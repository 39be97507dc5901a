# What a link to a public event shows elsewhere.
preview-site = Сеанс
preview-about = { $when }, { $place }. Попросите место.
preview-cancelled = Отменено. Должно было быть: { $when }, { $place }.
