"""When two spellings are the same: one folding for titles, names, cities and what is asked.

Letters are compared without case and diacritics, `ё` as `е` (`й` is a letter of its own). A word is a
run of letters and digits; whether words are joined, parted by a space, or by a sign, does not matter.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Letters with a stroke or a tie, which Unicode does not take apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)
# Apostrophes that count as letters or as a space with an accent; and a sign that Unicode spells `No`.
_SIGNS = str.maketrans({**dict.fromkeys("ʼʹʻʽˈ´", "'"), "№": " "})
_VOICED = "\u3099\u309a"  # a mark that makes another letter of a Japanese one
_SELECTORS = re.compile("[\ufe00-\ufe0f]")  # of an emoji's or a letter's look
# Scripts without spaces between words: kana and Chinese letters, Thai, Lao, Burmese, Khmer.
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
LONGEST_KEY = 400  # characters: compatibility forms grow eighteenfold, a key has 2048 bytes
MOST_JOINED = 6  # words that one may write as one: S.H.I.E.L.D.
BEGINNING = 3  # letters of a word by which it is looked up
_TOWN = frozenset({"г", "гор", "город"})  # before a city's name in an address


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word for chunk in _chunks(text) for word in chunk]


def normalise(text: str) -> str:
    """The words with one space between them."""
    return " ".join(words(text))


def key(text: str) -> str:
    """All words as one; the text itself where it has none."""
    return ("".join(words(text)) or " ".join(text.casefold().split()))[:LONGEST_KEY]


def city_key(name: str) -> str:
    """A city however it is written: `г. Санкт-Петербург`, `санкт петербург`."""
    found = words(name)
    return key(" ".join(found[1:]) if len(found) > 1 and found[0] in _TOWN else name)


def beginnings(texts: Iterable[str], letters: int = BEGINNING) -> list[str]:
    """With which letters (three, or up to so many) a word begins that is found in these texts; each once, in their order.

    Of one that is written as several in the text, those of the first; where a script has no spaces, any three.
    """
    found: dict[str, None] = {}
    for text in texts:
        parts = words(text)
        starts = ["".join(parts[first : first + MOST_JOINED]) for first in range(len(parts))]
        whole = "".join(parts)
        if _UNSPACED.search(whole):
            starts += [whole[first:] for first in range(len(whole))]
        for each in starts:
            if len(each) >= BEGINNING:
                found[each[:letters]] = None
    return list(found)


class Searched:
    """Texts as they are searched."""

    def __init__(self, texts: Iterable[str]) -> None:
        starts, runs, whole = [], set[str](), []
        for text in texts:
            chunks = _chunks(text)
            for chunk in chunks:
                starts += ["".join(chunk[first:]) for first in range(len(chunk))]
            found = [word for chunk in chunks for word in chunk]
            for first in range(len(found)):
                for last in range(first + 1, min(first + MOST_JOINED, len(found)) + 1):
                    runs.add("".join(found[first:last]))
            whole.append("".join(found))
        self._starts = " " + " ".join(starts)
        self._runs = frozenset(runs)
        self.whole = " ".join(whole)  # every word that is found lies in it

    def has(self, asked: Sequence[str], *, begun: bool = False) -> bool:
        """Whether every word that is asked for is there; or begins one, where `begun` is enough.

        A word may be several of the text, and several words, as they follow each other, one of it.
        """
        if begun and all(f" {word}" in self._starts for word in asked):
            return True
        reached = [True] + [False] * len(asked)
        for last in range(1, len(asked) + 1):
            reached[last] = (reached[last - 1] and self._has(asked[last - 1], begun)) or any(
                reached[first] and "".join(asked[first:last]) in self._runs
                for first in range(max(0, last - MOST_JOINED), last - 1)
            )
        return reached[-1]

    def _has(self, word: str, begun: bool) -> bool:
        if word in self._runs or (begun and f" {word}" in self._starts):
            return True
        return bool(_UNSPACED.search(word)) and word in self.whole


def _chunks(text: str) -> list[list[str]]:
    """The words between spaces: signs part the words of one chunk."""
    folded = unicodedata.normalize("NFKD", text.translate(_SIGNS)).casefold()
    folded = unicodedata.normalize("NFKD", folded).replace("и\N{COMBINING BREVE}", "й")
    kept = "".join(map(_kept, _SELECTORS.sub("", folded.translate(_PLAIN))))
    chunks = unicodedata.normalize("NFC", kept).split(" ")
    return [found for chunk in chunks if (found := chunk.replace("-", " ").split())]


def _kept(letter: str) -> str:
    """A letter, digit or vowel sign as it is; accents and what has no shape go; else what parts words."""
    if letter.isalnum() or letter in _VOICED:
        return letter
    if unicodedata.combining(letter) or (category := unicodedata.category(letter)) == "Cf":
        return ""
    if category[0] == "M":
        return letter
    return " " if letter.isspace() else "-"
