"""Text → the language that it is written in, by its script and by its commonest words.

It decides which abbreviations end no sentence, how a screen reader speaks, and where a line
begins. Whoever knows better says so in `about.yaml`.
"""

import re
from collections import Counter

UNKNOWN = "en"
"""What is taken for the language where nothing tells it."""

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "yi"))
"""Languages whose lines begin at the right."""

_SAMPLE = 40_000
"""Characters that are looked at."""

_FEWEST_WORDS = 30
"""In a shorter text a quotation would decide."""

_LEAST_SHARE = 0.08
"""Of the words of running text a fifth to a third are these, and of a list of names hardly any."""

_MOST_FOREIGN = 0.8
"""Share of the hits of the best from which a second one leaves it open, if it is `UNKNOWN`."""

_LEAST_SCRIPT = 0.3
"""Share of the letters from which a script decides: an English text may quote Russian at length."""

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_OTHER_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
_LETTER = re.compile(r"[^\W\d_]")
_MARK = re.compile(r"[^\x00-\x7f](?<=[\W\d])")
"""No letter, and none of ASCII."""

_LEAST_KANA = 0.05
"""Share of kana in a text with Chinese characters from which it is Japanese."""

_OWN_LETTERS = {"ar": (("fa", "پچژگ"),), "ru": (("uk", "іїєґ"), ("be", "ў"))}
"""Letters that only another language of the same script has."""

_LEAST_OWN = 0.01

_COMMON = {
    "en": "the of and to in is that for with as was on by are this from be it which not have",
    "de": "der die und das ist des den von zu mit auf für im nicht ein eine dem sich auch wird als",
    "fr": "le la les des et du une est que dans pour qui par sur au plus ne pas sont ce cette avec",
    "es": "el los las del y que en una por con para es se su como más al lo sus este fue no",
    "pt": "o os as do da dos das e que em um uma para com não por mais ao se foi são na no",
    "it": "il di che è la per un una del della dei delle con non sono nel si le gli da al più",
    "nl": "de het een van en in is dat op te met voor zijn aan niet ook er bij door worden",
    "sv": "och att det som en är av för på med den till inte ett om har de var från kan",
    "da": "og at det som en er af for på med den til ikke et om har de var fra kan",
    "no": "og at det som en er av for på med den til ikke et om har de var fra kan",
    "pl": "i w na z do nie się że jest to o jak po przez od dla oraz za ale są",
    "cs": "a v na se že je s z do o k pro za by jako byl které jsou od při",
    "tr": "ve bir bu için ile da de olarak olan daha gibi kadar çok ise en ya",
    "fi": "ja on ei että se oli hän ovat myös kun joka mutta sen niin ole kuin",
    "hu": "a az és hogy nem is egy ez volt meg csak de mint már el ha van",
    "ro": "și de în la a cu pe din că este nu o pentru un care se sunt mai",
    "vi": "và của là các có được trong cho không một với những đã người này",
    "id": "dan yang di dengan untuk dari ini dalam pada tidak itu adalah ke akan oleh",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_LANGUAGES = {
    word.encode(): tuple(language for language, words in _WORDS.items() if word in words)
    for word in frozenset().union(*_WORDS.values())
}
"""A word, in UTF-8 → the languages that have it."""

_BETWEEN_WORDS = bytes(
    code if code >= 0x80 or chr(code).isalpha() else ord(" ") for code in range(256)
)
"""UTF-8 in which a space stands for every character of ASCII that is no letter."""


def detect(text: str) -> str:
    """The language of a text as a BCP 47 tag; `UNKNOWN` if nothing tells it."""
    sample = text[:_SAMPLE]
    # A text has few different characters, and most texts none of these scripts.
    distinct = "".join(set(sample))
    if not _OTHER_SCRIPT.search(distinct):
        return _of_words(sample)
    own = {name: script.findall(distinct) for name, script in _SCRIPTS}
    counts = Counter(sample)
    n_letters = sum(map(counts.__getitem__, _LETTER.findall(distinct)))
    found = {name: sum(map(counts.__getitem__, letters)) for name, letters in own.items()}
    if found["ja"] > _LEAST_KANA * (found["ja"] + found["zh"]) > 0:
        found["ja"] += found.pop("zh")
    name = max(found, key=found.__getitem__)
    if n_letters and found[name] >= _LEAST_SCRIPT * n_letters:
        for other, letters in _OWN_LETTERS.get(name, ()):
            if sum(map(sample.count, letters)) >= _LEAST_OWN * found[name]:
                return other
        return name
    return _of_words(sample)


def _of_words(sample: str) -> str:
    small = _MARK.sub(" ", sample.casefold())
    # Bytes are parted several times as fast as by a pattern.
    words = small.encode("utf-8", "surrogatepass").translate(_BETWEEN_WORDS).split()
    total = len(words)
    if total < _FEWEST_WORDS:
        return UNKNOWN
    hits = dict.fromkeys(_COMMON, 0)
    for word, n in Counter(filter(_LANGUAGES.__contains__, words)).items():
        for language in _LANGUAGES[word]:
            hits[language] += n
    first, second = sorted(hits, key=lambda language: -hits[language])[:2]
    if hits[first] < _LEAST_SHARE * total:
        return UNKNOWN
    # Of two that can hardly be told apart, such as Danish and Norwegian, the first listed.
    if hits[second] > _MOST_FOREIGN * hits[first] and UNKNOWN in (first, second):
        return UNKNOWN
    return first
