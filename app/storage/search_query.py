"""What somebody typed, in the language of the index: every word quoted, so that nothing in it is an operator."""

from __future__ import annotations

import re

#: More words than these find nothing that fewer do not.
_WORDS, _WORD_LENGTH = 16, 64
_LENGTH = 1000
#: Less than this is no word to look for on sheets: nearly all of them have it.
_SHORTEST = 2
_PHRASE = re.compile(r'"([^"]*)("|$)|[^\s"]+')
#: A sheet number however it is spelled: the index has « A-101 » as two words and « A101 » as one.
_NUMBER = re.compile(r"([^\W\d_]{1,3})[-.]?(\d[\d.]*[^\W\d_]?)")


def printable(query: str) -> str:
    """The query without what is no text: lone surrogates (a command line of other bytes) and control characters."""
    known = query[:_LENGTH].encode("utf-8", "ignore").decode()
    return "".join(char if char.isprintable() else " " for char in known).strip()


def match_text(typed: str) -> str:
    """Sheets with all words; what stands in quotes as it stands there; the last word may be a beginning. Empty where
    there is nothing to look for."""
    terms = []
    for found in list(_PHRASE.finditer(typed))[:_WORDS]:
        quoted, closing = found[1], found[2]
        words = (found[0] if quoted is None else quoted)[: _WORD_LENGTH * (1 if quoted is None else _WORDS)]
        if any(char.isalnum() for char in words):
            begins = found.end() == len(typed) and not closing
            terms.append(_term(words, begins=begins, whole=quoted is not None))
    if len(terms) == 1 and sum(char.isalnum() for char in typed) < _SHORTEST:
        return ""
    return " AND ".join(terms)


def _term(words: str, *, begins: bool, whole: bool) -> str:
    star = "*" if begins else ""
    number = None if whole else _NUMBER.fullmatch(words)
    if number is None:
        return f'"{words}"{star}'
    return f'("{number[1]} {number[2]}"{star} OR "{number[1]}{number[2]}"{star})'
