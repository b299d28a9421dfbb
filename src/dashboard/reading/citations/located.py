"""Numbers with words: the place in the work, `[8, p. 12; 9]`, or what they count, `[Source 2]`.

Only with a list that has all the numbers: `[3, p. 4]` may be a point, too.
"""

import re
from collections.abc import Container, Iterable, Iterator

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Context, Evidence, Example, Grammar
from dashboard.reading.citations.numeric import LONGEST_RANGE

_NOUN = (
    r"(?:sources?|refs?|references?|citations?|cites?|quellen?|fuentes?|fontes?|источники?|出典|来源|來源)"
    r"[.:：]?\s{0,2}"
)
"""What a number in brackets counts."""

_HINT = (
    r"(?:see(?:\salso)?|also|e\.\s?g\.,?|i\.\s?e\.,?|for\sexample,?|cf\.?|compare|vgl\.?(?:\sauch)?"
    r"|siehe(?:\sauch)?|z\.\s?B\.|voir(?:\saussi)?|p\.\s?ex\.|véase(?:\stambién)?|ver(?:\stambém)?"
    r"|см\.(?:\sтакже)?|ср\.|напр\.)\s"
)
"""Words before a number that send the reader to its source."""

_LEADING = re.compile(_HINT, re.IGNORECASE)
_BRACKET = re.compile(
    # What opens it stands first and alone, so that the search skips all else.
    r"[\[［【〔(（](?:"
    rf"(?<![(（])(?<![\\\[!]\[)((?:{_HINT})?(?:{_NOUN})?\d{{1,4}}"
    r"[^\[\]［］【】〔〕]{0,160})[\]］】〕](?![\](:_])"
    rf"|(?<=[(（])((?:{_HINT})?{_NOUN}\d{{1,4}}[^()（）\[\]]{{0,80}})[)）])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"([,;，；、،؛](?:\s(?:and|und|et|y|e|и)\s)?|\s(?:and|und|et|y|e|и|or|oder)\s|\s?&\s?)"
)
_NUMBER = re.compile(
    rf"((?:{_HINT})?(?:{_NOUN})?)(\d{{1,4}})(?:\s?[-‒–—]\s?(\d{{1,4}}))?"
    r"(:\s?\d{1,4}(?:[-‒–—]\d{1,4})?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"""
    (?: [§¶]                                                       # § 3, sec. 3, chapter three
    |   (?:secs?|sections?|ch|chap|chapter|figs?|eqs?|tab|table|app|thm?|theorem|lemma|def|vol
          |pp?)\b
    ) [^\[\]]{0,40}
    |                                                              # shorter words: before a number
    (?:p|pp|s|ss|bd|bde|kap|abschn|abs|art|rn|rdnr|rz|anm|abb|bl|f|ff|fo|fols?|n|nn|nos?|nr|t|cap
      |paras?|pars?|ll?|vv?|sid|str|blz|p[áa]gs?|pagg|с|стр|т|гл|рис|табл|ч|лл?|разд|п|ст|№)
    (?:\.\s{0,2}|\s) (?:\d|[ivxlc]{1,6}\b) [^\[\]]{0,40}
    | pp?\d{1,4}(?:[-–]\d{1,4})?                                   # p12
    | 第?\s?\d{1,4}(?:[-–~～－]\d{1,4})?\s?[页頁쪽面][^\[\]]{0,20}      # 第12页
    | [页頁]\s?\d[^\[\]]{0,20}                                     # 页12
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find the marks in stretches of a text."""
    return Found(
        tuple(
            Mark(Span(*match.span()), ids)
            for place in places
            for match in _BRACKET.finditer(text, place.start, place.end)
            # Most brackets hold a number alone, which is told before its parts are looked at.
            if not (inner := match[1] or match[2]).isdecimal()
            and (ids := tuple(_ids(inner)))
            and all(id_ in listed for id_ in ids)
        )
    )


def _ids(inner: str) -> Iterator[str]:
    """The numbers of works, if a word stands with one and nothing else stands there."""
    ids: list[int] = []
    hint = _LEADING.match(inner)  # before the comma of `e.g., 1` parts it
    has_word, after_place = hint is not None, False
    separator = ";"
    for part in _PART.split(inner[hint.end() :] if hint else inner):
        words = part.strip()
        if _PART.fullmatch(part):
            separator = words
            has_word = has_word or words not in ",;，；、،؛"
        elif number := _NUMBER.fullmatch(words):
            low, high = int(number[2]), int(number[3] or number[2])
            has_word = has_word or bool(number[1] or number[4])  # or pages, as in `[3: 12-14]`
            if after_place and separator not in ";；" and not number[1]:
                continue  # another page, as in `[8, pp. 12, 15]`
            if not 0 <= high - low < LONGEST_RANGE:
                return
            ids.extend(range(low, high + 1))
            after_place = False
        elif ids and separator in ",，、" and _PLACE.fullmatch(words):
            has_word = after_place = True
        else:
            return
    if has_word:
        yield from map(str, ids)


def _has_list(context: Context) -> bool:
    return bool(context.listed.sources)


GRAMMARS = (
    Grammar(
        key="located",
        name="numbers with words",
        form="`[8, p. 12; 9]`, `[3: 12-14]`, `[1 and 2]`, `[see also 3]`, `[Source 2]`",
        sentence="numbers in brackets with the place in the work, what they count, or words"
        " that join or point",
        evidence=Evidence.LIST,
        precedence=20,
        condition="a list that has all the numbers",
        find=lambda context: find(context.text, context.places, context.listed.sources),
        is_believed=_has_list,
        examples=(
            Example(
                "Rain fell [1, p. 12; 2]. Snow fell [Source 2].\n\n## Sources\n\n"
                "[1] The rain\n[2] The snow\n",
                {"1": 1, "2": 2},
                passages=2,
            ),
        ),
    ),
)
