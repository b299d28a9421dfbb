"""Words that end in a full stop without ending the sentence.

Each set is a claim about what may follow. A word that is also an ordinary word
("no", "art", "sat") stands only where a number must follow.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ALWAYS = _words(
    """
    mr mrs ms messrs mx dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig hon rev fr
    st mt ft vs v cf viz approx ca resp incl excl univ assn bros asst assoc dist supt
    e.g i.e op a.k.a n.b q.v ibid
    z.b d.h u.a o.ä i.d.r v.a bzw vgl evtl ggf inkl zzgl usf dipl ing
    mme mlle mm
    sra srta dña ee núm
    т.е т.к им ул стр рис см напр проф акад др св
    """
)
"""Followed by the rest of their sentence, whatever comes."""

MAY_END = _words(
    """
    inc ltd co corp llc plc etc al jr sr esq dept est bn mn mio mrd usw bldg ave blvd rd
    a.m p.m u.s u.k u.n e.u d.c u.s.a b.c a.d ph.d m.d b.a m.a b.sc m.sc ll.m
    ee.uu uu u.s.a г гг в вв т.д т.п руб млн млрд тыс
    """
)
"""At a sentence's end as often as not: the next word decides."""

BEFORE_NUMBER = _words(
    """
    no nos nr n° nº ref refs vol vols p pp fig figs eq eqs sec secs ch chap art
    arts par para app apt
    ex ed eds c ver sect tab abs bd s pág págs aufl hr min
    jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed thu thur thurs fri sat sun
    abb anm kap ziff abschn
    fl geb gest
    гл п ст
    """
)
"""Only before a number, a numeral or a label: `Fig. 3`, `Sec. IV`, `Aug. 2`."""

OF_A_LIFE = _words("b d r fl geb gest")
"""Only before a year or month: `(b. 1960)`, `(d. March 1999)`, `(r. 1660–1685)`."""

BY_LANGUAGE = {
    "de": _words("str tel hr sog usw nr abs art bd ca s"),
    "fr": _words("m ex art av env éd fig chap vol"),
    "es": _words("d dra sr ud uds prof lic gral ing cap av art ej"),
    "pt": _words("sr dra d av art cap ex"),
    "it": _words("sig dott ing avv art cap es"),
}
"""Added to `ALWAYS` for a document of that language."""

STARTERS = _words(
    """
    The It He She They We You I This That These Those There Here In On At But And However How
    What Why When Where Who Which A An His Her Their Its Our My If As For By Then Yet So Several
    Some Many Most Both Each Other Others Another Despite Although Though While After Before Since
    Under During Between Because Instead Meanwhile Moreover Furthermore Nevertheless Still Thus
    Therefore Today Now Only Even Not No To From With Without Over Once Until Such One Two Three
    Critics Analysts Congress
    Der Die Das Ein Eine Es Er Sie Wir Im In Am Danach Dann Aber Doch Und Auch Damit Dieser Diese
    Le La Les Un Une Il Elle Ils Elles Ce Cette Ces Mais Puis Dans En
    El Los Las Una Ella Ellos Este Esta Pero En Después
    Он Она Они Это Но Однако В На После Затем
    """
)
"""Words that open a sentence and are hardly ever part of a name."""
