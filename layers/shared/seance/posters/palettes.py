"""The colours of posters: four moods in each of six eras, as in `web/src/ui/palettes.ts`. Pure."""

from collections.abc import Sequence

Palette = tuple[str, str, str, str, str]
"""Ground, three colours, and an ink that can be read on the ground."""

ERAS = (1950, 1965, 1978, 1990, 2005)  # the first year of each but the first
MOODS = {
    genre: mood
    for mood, genres in enumerate(
        (
            "comedy family romance musical music animation",
            "horror thriller crime noir mystery",
            "science_fiction fantasy adventure western action sport",
            "drama history war biography documentary",
        )
    )
    for genre in genres.split()
}
PALETTES: tuple[Palette, ...] = (
    ("#f0dfc0", "#c8553d", "#2f4858", "#e3a857", "#2b1a12"),
    ("#1c1a19", "#8d8478", "#d9cbb4", "#a23b2a", "#f4ead6"),
    ("#2d2a1f", "#b08d57", "#e6d3a3", "#6b7f6a", "#f7efd8"),
    ("#3b2a20", "#a9825a", "#e8d5b0", "#7b5436", "#fbf1de"),
    ("#ffe0ac", "#e4572e", "#17a398", "#33223b", "#2e1f27"),
    ("#101820", "#f2aa4c", "#5b6770", "#d9d9d6", "#fdf6e3"),
    ("#0f4c5c", "#fb8b24", "#e36414", "#9a031e", "#fff3dd"),
    ("#22333b", "#c6ac8f", "#eae0d5", "#6b5b4d", "#f7f2ea"),
    ("#f5b700", "#d6006c", "#04946a", "#1b1b3a", "#1b1b3a"),
    ("#e8452f", "#17090a", "#f2e8cf", "#8c1c13", "#17090a"),
    ("#0b3954", "#ff6663", "#e0ff4f", "#bfd7ea", "#fefffe"),
    ("#efe6d5", "#386641", "#bc4749", "#8fb36b", "#1f2a1c"),
    ("#2b0f54", "#ff4f79", "#ffb49a", "#2de2e6", "#fff0f5"),
    ("#0d0221", "#ff124f", "#7a04eb", "#3d1a78", "#ffe8f0"),
    ("#060b2e", "#00d9ee", "#f706cf", "#fd4d53", "#e8fbff"),
    ("#1f2041", "#5d4e8c", "#ffc857", "#119da4", "#fdf3dc"),
    ("#ffcf56", "#ef476f", "#118ab2", "#06977d", "#3a1440"),
    ("#0f1a14", "#3fa34d", "#14532d", "#d1f0b1", "#eafbe4"),
    ("#10243e", "#f18f01", "#c73e1d", "#3b6ea5", "#fff4e0"),
    ("#3d405b", "#e07a5f", "#81b29a", "#f2cc8f", "#f8f3e6"),
    ("#ffe5d9", "#f4727e", "#9d8189", "#6f9a90", "#3d2430"),
    ("#170a10", "#641b27", "#b9a08a", "#d23b3b", "#f2f4f3"),
    ("#04333b", "#ff8c42", "#0f7f82", "#f3c98b", "#fdf5ea"),
    ("#2f2440", "#b79ced", "#e8c7de", "#7f6a93", "#f7f0fb"),
)


def palette_of(year: int, genres: Sequence[str], chance: float) -> int:
    """By decade, and by one of the first genres: a drama is often also something that tells more."""
    moods = [MOODS[genre.lower()] for genre in genres[:3] if genre.lower() in MOODS]
    era = sum(first <= year for first in ERAS)
    return era * 4 + (moods[int(chance * len(moods))] if moods else 3)
