"""What one entry of a source list says: title, address, date, author and year."""

import html
import re

from dashboard.model import Source
from dashboard.reading import dates
from dashboard.reading.dates import WrittenDate
from dashboard.vocabulary import addresses

LABEL = re.compile(
    r"\*{0,3}\[(?!\d+\])([A-Za-z][\w.:+-]{1,60})\]\*{0,3}"
    r"(?:[ \t\n]*[:—–-]{1,3})?\*{0,3}[ \t\n]+(?=\S)"
)
"""At the start of an entry: `[RFC2119]  Bradner, S., …`, `**[S1]** — Handbook`."""

SAME_AUTHORS = re.compile(r"\\?(?:[—–―]{2,6}|[-_]{3,8}|(?:\\_){3,8})[ \t]?[.,:]?\s{1,3}(?=\S)")
"""At the start of an entry, in place of the authors of the one before: `———. 2005. Rain`."""

_AFTER_AUTHORS = re.compile(r"[\s.,]{0,3}(?:[*_\"“«‘„<\[]|[(（]?(?:1[5-9]|20)\d\d|https?://)")
_LONGEST_AUTHORS = 200
_REFERENCE = re.compile(r"&(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[A-Za-z]{2,8});")
_ANCHOR = re.compile(r"<a\s[^<>]{0,200}?href=[\"'](https?://[^\"'<>\s]{1,2000})[\"'][^<>]{0,200}>"
                     r"([^<>]{1,600})</a>")  # fmt: skip
_TAG = re.compile(
    r"</?(?:i|b|em|strong|u|sup|sub|small|span|cite|q|p|li|a|br|font|wbr)\b[^<>]{0,300}>",
    re.IGNORECASE,
)

_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,600})\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"
)
_WORD = re.compile(r"[^\W_]")
_POINTING = frozenset(
    ("here", "link", "this link", "online", "pdf", "web", "website", "hier", "ici")
)
"""What a link says that has no title; that stands before."""

_AROUND = " .:：,;-–—|*_`\\/"
_PAIRS = (("(", ")"), ("[", "]"), ("<", ">"))

_AUTHOR = re.compile(
    r"[\W\d_]{0,12}((?:(?:van|von|de|der|den|del|di|la|le|el|al|ten|ter)[ -]){0,3}"
    r"[A-ZÀ-ÞŁŚŠŽČ][\w’'-]{0,40})"
)
UNDATED = (
    r"(?:(?<!\w)(?:n\.\s?d\.|s\.\s?[df]\.|o\.\s?J\.|[Ii]n\spress|[Ff]orthcoming|[Nn]o\sdate)"
    r"(?:-[a-h])?(?!\w))"
)
"""What stands in the place of a year; `n.d.-b` for the second such work of its authors."""

_SOME_YEAR = rf"(?:\d{{4}}|{UNDATED})"
_GOES_ON = re.compile(
    rf"""
    ,\s+(?:[A-ZÀ-Þ]|\(?{_SOME_YEAR})         # Bell, A. or Bell, 2020
    | \s(?:and|und|et|y|&)\s                # Bell and
    | \s[A-ZÀ-Þ](?:\.|\b)                   # Bell A.
    | [.,]?\s?[(（]?{_SOME_YEAR}            # Bell. (2020
    | (?:[ -][\w&’'-]{{1,30}}){{1,8}}        # more words of a name
      (?:\s[(\[][A-ZÀ-Þ][\w&-]{{1,20}}[\])])?  # and the short one of an organisation, before
      (?: ,\s[A-ZÀ-Þ]                       # an initial,
      |   [.,]\s[(（]?{_SOME_YEAR}          # the year,
      |   \s?[(（]{_SOME_YEAR}
      |   \s(?:and|&)\s[A-ZÀ-Þ]            # or another author
      )
    """,
    re.VERBOSE,
)
"""After the first word of authors: an initial, another author, the year; no verb, no colon."""

_FULL_NAME = re.compile(
    r"[\W\d_]{0,12}(?:[A-ZÀ-Þ][\w’'.-]{0,30} ){1,3}"
    r"([A-ZÀ-ÞŁŚŠŽČ][\w’'-]{1,40})(?=[,.]|\s(?:and|&)\s)"
)
_ENTRY_YEAR = re.compile(r"(?<![\w/.:-])((?:1[5-9]|20)\d\d[a-z]?)(?![\w/-]|\.\d)")
_NO_YEAR = re.compile(rf"[(（,.]\s?({UNDATED})(?:[,;][^()]{{0,40}})?[)）,.]")
_ORGANISATION = re.compile(
    r"((?:[A-ZÀ-Þ][\w&’'-]{1,30}|of|for|and|the|on|in|de|des|für|und|&)"
    r"(?:[ -](?:[A-ZÀ-Þ][\w&’'-]{1,30}|of|for|and|the|on|in|de|des|für|und|&)){1,10})"
    r"(?:\s[(\[]([A-ZÀ-Þ][\w&-]{1,20})[\])])?[.:]?\s[(（]?(?=\d{4}|n\.)"
)
"""The full name of one, and the short one if it stands after that."""

_HEAD = 400
"""Characters of an entry in which its author and year stand."""

_ISO = re.compile(r"\b((?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b(?!-)")
_BRACKETED_YEAR = re.compile(r"[(（]((?:1[5-9]|20)\d\d)[)）]")
_YEAR_FIRST = re.compile(
    r"([(（])((?:1[5-9]|20)\d\d),[ \n]([^\W\d_]{3,12}\.?)([ \n]\d{1,2})?([)）])"
    r"|([.;])[ \n]((?:1[5-9]|20)\d\d)[ \n]([^\W\d_]{3})([ \n]\d{1,2})?([;.])"
)
"""`(2018, July 12)`, as APA writes it, and `. 2018 Jul 12;`, as medical journals do."""

_BARE_YEARS = (
    # 2018;12(3):45
    re.compile(r"[.,;][ \n]((?:1[5-9]\d|20[0-3])\d);[ \n]?\d"),
    # Ames, A. 2018. Old rain.
    re.compile(
        r"\A[^\d\n]{3,200}[.,)\]][ \n]((?:1[5-9]\d|20[0-3])\d)[a-z]?\."
        r"(?=[ \n][\"“‘„«*_]{0,3}[^\W\d_])"
    ),
    # Old rain. Vell: Hall Press, 2018. And: Rain, 2018, pp. 3–7.
    re.compile(
        r",[ \n]((?:1[5-9]\d|20[0-3])\d)(?=\.?\s*\Z|\)|[,.][ \n](?:pp?|S|ss?|vol|no|https?)\b)"
    ),
)
"""A year alone, where the ways of writing a list have that of the work."""

_FOUR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d")
_LOOKED = (
    r"(?:(?i:\b(?:accessed|retrieved|visited|viewed|checked|archived(?: from the original)?"
    r"|(?:access(?:ed)?|retrieval) date|date of access|(?:ab|auf)gerufen|abruf(?:datum)?|zugriff"
    r"|consultée?s?|consulta(?:d[oa]|to)|fecha de consulta|acess(?:o|ado)|accesso|geraadpleegd"
    r"|hämtad|hentet|besøgt|viitattu|dostęp|дата обращения)"
    r"[\s:,.(\[–-]{0,3}(?:(?:on|at|am|den|le|el|em|il|op|d|a|à)\b[\s:,.]{0,3})?)"
    r"|(?:閲覧日?|アクセス日?|访问(?:日期|于)?|存取(?:日期|於)?|查閱於?|检索于)[\s:：（]{0,3})"
)
_DAY = r"[(\[（]?(?:1[5-9]|20)\d\d(?:-\d\d){0,2}(?![\d-])[)\]）]?"
_VISITED = re.compile(rf"[(\[（]?{_LOOKED}{_DAY}|{_DAY} ?に?(?:閲覧|访问|存取|查閱)")
"""When somebody looked at a work, which is not when it was published."""

_LAST_VISIT = re.compile(
    rf"[\s,.;|(\[（–—-]{{1,4}}{_LOOKED}"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th|º|er)?|[^\W\d_]{1,12})[.,/\s-]{1,3}){0,5}"
    r"(?:19|20)\d\d(?:-\d\d){0,2}[)\]）.,;:|\s]*\Z"
)
"""That at the end of a title, in words or figures: `Rain, accessed April 3, 2025`."""

_LOOKING = re.compile(_LOOKED)
_JUST_LOOKED = re.compile(rf"{_LOOKED}\Z")
_REACH = 60
"""Characters before a date in which words say what happened on it."""

_APART = re.compile(
    r"(?:[(\[（,.;:|·–—]|[\"”’»*_]|\b(?i:published|posted|issued|dated|veröffentlicht|publiée?"
    r"|publicad[oa])(?: (?:on|am|le|el))?:?)\s{0,3}\Z"
)
_ENDS_APART = re.compile(r"\s{0,3}(?:\Z|[)\]）.,;|·–—*_]|https?://)")


def bare(words: str) -> str:
    """An entry without tags of HTML; `&amp;` is `&`, and `<a href>` a link of Markdown."""
    if "<" in words:
        words = _TAG.sub(_in_place, _ANCHOR.sub(r"[\2](\1)", words))
    return _REFERENCE.sub(_character, words) if "&" in words else words


def _in_place(tag: re.Match[str]) -> str:
    return " " if tag[0][1:3].lower() in ("br", "p>", "li") else ""


def _character(reference: re.Match[str]) -> str:
    return " ".join(html.unescape(reference[0]).split("\n"))


def said(id_: str, words: str) -> Source:
    """The source that an entry describes.

    Args:
        id_: Its number or label.
        words: The entry without that.
    """
    words = bare(words)
    if link := _LINK.search(words):
        title: str | None = _title(link[1])
        url: str | None = link[2]
        if title and (_is_address(title) or title.lower() in _POINTING):
            title = _title(words[: link.start()]) or (title if title.lower() in _POINTING else None)
        rest = words[: link.start()] + link[1] + words[link.end() :]
    elif address := addresses.URL.search(words):
        url = addresses.trimmed(address[0])
        before = _title(words[: address.start()])
        after = _title(words[address.start() + len(url) :])
        title = before or after
        rest = words[: address.start()] + words[address.end() :]
    else:
        title, url, rest = _title(words), None, words
    url = addresses.unescaped(url) if url else None
    return Source(id_, title, url, published=publication_date(rest), is_listed=True)


def authors_of(words: str) -> str:
    """What an entry begins with up to its year, or a title in quotes or italics; may be empty."""
    after = _AFTER_AUTHORS.search(words, 0, _LONGEST_AUTHORS)
    return words[: after.start()].strip() if after else ""


def _is_address(title: str) -> bool:
    return title.lstrip("[<( ").startswith(("http://", "https://"))


def keys_of(words: str) -> tuple[str, ...]:
    """The first surname and the year of an entry; nothing if it begins otherwise.

    Two if the first word may be a given name, as in `Ann Bell, Karl Cole. 2020. Rain`, or
    if an organisation has a short name.
    """
    head = bare(words[:_HEAD])
    author = _AUTHOR.match(head)
    year = _year(head)
    full = _FULL_NAME.match(head)
    if not (author and year) or not (
        _GOES_ON.match(head, author.end()) or (full and len(author[1]) == 1)
    ):
        return ()
    if full and not head.startswith(".", full.end()):
        names: tuple[str, ...] = (full[1], author[1])
    else:  # an organisation, or a surname and initials
        names = (author[1], full[1]) if full else (author[1],)
    return tuple(f"{name} {year}" for name in (*names, *_short_names(head, author.start(1))))


def undated(year: str) -> str:
    """A year as keys have it: `n. d.` and `n.d.` are one."""
    return " ".join(year.split()).replace(". ", ".").casefold()


def _year(head: str) -> str | None:
    year, none = _ENTRY_YEAR.search(head), _NO_YEAR.search(head)
    if none and (year is None or none.start() < year.start()):
        return undated(none[1])
    return year[1] if year else None


def _short_names(head: str, start: int) -> tuple[str, ...]:
    """How an organisation is called in short, by its initials or as the entry says."""
    name = _ORGANISATION.match(head, start)
    if name is None:
        return ()
    words = [word for word in re.split(r"[ -]", name[1]) if word[0].isupper()]
    initials = "".join(word if word.isupper() else word[0] for word in words)
    return tuple(short for short in (name[2], initials) if short and len(short) > 2)


def _title(words: str) -> str | None:
    """A title without the punctuation round it; a bracket with its partner is its own."""
    words = addresses.unescaped(words)
    title = " ".join(words.replace("*", "").split()).strip(_AROUND)
    title = _without_visit(title)
    for opening, closing in _PAIRS:
        if title.count(opening) > title.count(closing):
            title = title.strip(opening + _AROUND)
        elif title.count(closing) > title.count(opening):
            title = title.strip(closing + _AROUND)
    return title if _WORD.search(title) else None


def publication_date(words: str) -> str | None:
    """The day, month or year, ISO 8601, if the words plainly say one.

    A date that is written out counts where it stands apart, in brackets or between stops,
    as in `BBC News, 12 July 2018`; within a title it does not.
    """
    words = unvisited(words)
    if iso := _ISO.search(words):
        return iso[1]
    if not _FOUR_DIGITS.search(words):
        return None
    turned = _YEAR_FIRST.sub(_turned, words)
    apart = [found for found in dates.find(turned) if _is_apart(turned, found)]
    if apart:
        in_brackets = [found for found in apart if turned[found.span.start - 1] in "([（"]
        first = in_brackets[0] if in_brackets else apart[-1]
        return first.first if first.precision == "day" else first.first[:7]
    if year := _BRACKETED_YEAR.search(words):
        return year[1]
    years = (pattern.search(words) for pattern in _BARE_YEARS)
    return next((year[1] for year in years if year and not _is_visit(words, year.start(1))), None)


def unvisited(words: str) -> str:
    """An entry without the day on which somebody looked at the work."""
    return _VISITED.sub("", words)


def _without_visit(title: str) -> str:
    """A title without the day on which somebody looked at the work, if it ends so."""
    return _LAST_VISIT.sub("", title)


def _turned(match: re.Match[str]) -> str:
    opening, year, month, day, closing = (
        one or other or ""
        for one, other in zip(match.groups()[:5], match.groups()[5:], strict=True)
    )
    gap = "" if opening in "(（" else " "
    return f"{opening}{gap}{f'{day.strip()} ' if day else ''}{month} {year}{closing}"


def _is_visit(words: str, year: int) -> bool:
    """Whether the words before a year say that somebody looked at the work in it."""
    return _LOOKING.search(words, max(year - _REACH // 2, 0), year) is not None


def _is_apart(words: str, found: WrittenDate) -> bool:
    """Whether a date stands for itself, and nobody just looked at the work on it."""
    start, end = found.span.start, found.span.end
    before = words[max(start - _REACH, 0) : start]
    return (
        found.precision in ("day", "month")
        and _APART.search(before) is not None
        and not _JUST_LOOKED.search(before)
        and _ENDS_APART.match(words, end) is not None
    )
