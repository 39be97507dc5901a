"""What a text that people write may hold: line ends of one kind, nothing that turns or hides it."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Controls but tab and line end; embeddings, overrides and isolates of the writing direction, which
# reach into what stands beside the text (Unicode TR 9); what is no character at all. The marks that
# Persian, Hebrew and families of emoji need (U+200C–F) are none of these.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufdd0-\ufdef\ufff9-\ufffb\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# Letters and signs that are drawn as nothing; the other such characters have a category of their own.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
_SHAPELESS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Mc", "Me"})
_TAGS = range(0xE0000, 0xE1000)


def lines(text: str) -> str:
    """The text with line feeds for the line ends of Windows, of mails and of Unicode."""
    return _LINE_ENDS.sub("\n", text)


def has_controls(text: str) -> bool:
    """Whether something in it is for machines, or turns the text around it."""
    return bool(_CONTROL.search(text))


def without_controls(text: str) -> str:
    """The text without what nobody sees and nobody should write; for texts that cannot be refused."""
    return _CONTROL.sub("", lines(text))


def shows(text: str) -> bool:
    """Whether there is anything to see: more than spaces, marks and characters without a shape."""
    return any(
        unicodedata.category(each) not in _SHAPELESS
        and each not in _BLANK
        and ord(each) not in _TAGS
        for each in text
    )
