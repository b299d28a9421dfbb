"""The headings above a list of sources, those of them that pages often have."""

import re

NAMES = frozenset(
    name.strip()
    for name in """
    references, selected references, reference list, references cited, notes and references,
    references and notes, sources, key sources, source list, list of sources, sources cited,
    sources used, citations, key citations, works cited, bibliography, literature,
    literature cited, footnotes, endnotes, einzelnachweise, quellen, quellenverzeichnis,
    literatur, literaturverzeichnis, références, bibliographie, notes et références, referencias,
    bibliografía, fuentes, referências, bibliografia, fonti, примечания, литература, источники,
    参考文献, 参考资料, 出典, 출처
    """.replace("\n", " ").split(",")
)
"""In lower case; the readers know all of them, and more."""

_COUNT = re.compile(r"\s*[(（\[]\s*\d{1,4}(?: \w{1,20})?\s*[)）\]]\Z")
"""How many follow: `Sources (37)`."""

_NUMBER = re.compile(r"\d{1,2}\.?\s+")


def heads_list(words: str) -> bool:
    """Whether a heading's words say that a list of sources follows."""
    bare = _NUMBER.sub("", " ".join(words[:200].split()), count=1)
    return _COUNT.sub("", bare.removesuffix("[edit]").strip(" :")).casefold() in NAMES
