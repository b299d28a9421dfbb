r"""Text with the LaTeX that titles mostly hold → plain words: `M{\"u}hlen \& Bad` → `Mühlen & Bad`.

Done in one pass, as a decoder of all LaTeX takes hundreds of times as long. `&`, `%` and `#`
without a backslash stay too: the programs that write BibTeX often forget it.
"""

import re
import unicodedata

_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHckrdb",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_LETTERS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø"},
    **{"O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "ldots": "…", "dots": "…"},
    **{"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘"},
    **{"textquotedblleft": "“", "textquotedblright": "”", "textasciitilde": "~"},
}
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "\\ ": " ", "\\,": " "}
_SIGNS |= {"\\-": "", "\\/": "", **{f"\\{sign}": sign for sign in "&%$_#"}}
_PIECE = re.compile(
    r"\\(?:([`'^\"~=.]) {0,3}|([uvHckrdb])(?: {1,3}|(?=\{)))"
    r"(?:\{\\?([a-zA-Z]) ?\}|([a-zA-Z])|\\([ij])(?![a-zA-Z]) ?)"
    rf"|\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![a-zA-Z])(?:\{{\}}| {{0,3}})"
    rf"|({'|'.join(map(re.escape, _SIGNS))})"
)
_MORE = re.compile(r"[\\$]")


def is_simple(text: str) -> bool:
    """Whether a text holds no other LaTeX than accents, letters and signs."""
    return not _MORE.search(_PIECE.sub("", text))


def plain(text: str) -> str:
    """A text with its accents, letters and signs; braces and other LaTeX stay as they are."""
    return _PIECE.sub(_said, text)


def _said(piece: re.Match[str]) -> str:
    sign, letter_accent, braced, bare, dotless, letter, other = piece.groups()
    if other is not None:
        return _SIGNS[other]
    if letter:
        return _LETTERS[letter]
    accent = _ACCENTS[sign or letter_accent]
    return unicodedata.normalize("NFC", (braced or bare or dotless) + accent)
