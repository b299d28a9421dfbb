"""The words by which a date is known in a text: English, German, French and Spanish.

One list for all four languages, since an English text quotes French and a German one English.
Words that mean something else in another of them (`set`, `ago`, `may`) are left out.
"""

import re

GAP = r"(?:[\x20\t\u00a0\u2009\u202f]{1,4}|[\x20\t]{0,4}\n[\x20\t]{0,8})"
"""What may stand between two words of a date; never an empty line, where a paragraph ends."""

BEGIN = r"(?<![\w.,:/§$€£#-])"
END = rf"(?![^\W¹²³⁰-⁹]|[/.,:'’-][0-9]|-\w|{GAP}?[%°€$£‰])"
"""Before and after it; what is glued to it makes it a version, an amount, a file name."""

AND = "and|und|et|y"
UNTIL = "to|until|till|through|bis|jusqu['’]en|jusqu['’]à|au|à|al?|hasta"


def ahead(pattern: str) -> re.Pattern[str]:
    """A pattern for what stands right before a date, to be sought in the few words there."""
    return re.compile(rf"(?<!\w)(?:{pattern}){GAP}\Z".replace(" ", GAP), re.IGNORECASE)


# By month. A name in small letters is French or Spanish and may begin with a capital as well,
# except `mars`, which would be the planet. An abbreviation in small letters needs its full stop:
# `sept` is the French seven, `mar` the Spanish sea.
_NAMES = (
    "January Januar Jänner Jan Jan. janvier janv. enero ene.",
    "February Februar Feb Feb. Febr. février fevrier févr. febrero feb.",
    "March März Maerz Mar Mar. mars marzo",
    "April Apr Apr. avril avr. abril abr.",
    "May Mai mai mayo",
    "June Juni Jun Jun. juin junio jun.",
    "July Juli Jul Jul. juillet juil. julio jul.",
    "August Aug Aug. août aout agosto ago.",
    "September Sept Sept. Sep Sep. septembre sept. septiembre setiembre",
    "October Oktober Oct Oct. Okt Okt. octobre oct. octubre",
    "November Nov Nov. novembre nov. noviembre",
    "December Dezember Dec Dec. Dez Dez. décembre déc. diciembre dic.",
)


def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for number, names in enumerate(_NAMES, start=1):
        for name in names.split():
            months[name] = number
            if not name.endswith(".") and name != "mars":
                months |= {name.capitalize(): number, name.upper(): number}
    return months


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _months()
"""Every spelling of a month's name, and its number."""

_THE = r"(?: the year| the(?= [12]\d\d0['’]?s))?"
_DER = r"(?: des jahres| der(?= [12]\d\d0er))?"
"""Between a part and its year or, with an article alone, its decade."""

PARTS = {
    "early": f"early|(?:beginning|start) of{_THE}"
    f"|(?:anfang|beginn){_DER}|début(?: de(?: l['’]année)?| des)?"
    "|(?:principios|comienzos|inicios) del?(?: año| los)?",
    "mid": f"mid|middle of{_THE}|mitte{_DER}|mi(?=-)|milieu d(?:e|es)|mediados del?(?: año| los)?",
    "late": f"late|end of{_THE}|ende{_DER}"
    "|fin(?: de(?: l['’]année)?| des)?|(?:finales|fines) del?(?: año| los)?",
    "summer": "(?:spring|summer|autumn|fall)(?: of)?"
    "|(?:frühjahr|frühling|frühsommer|sommer|spätsommer|herbst)(?: des jahres)?"
    "|(?:printemps|automne|(?<=['’])été|(?<=en[\\x20])été)(?: de)?"
    "|(?:primavera|verano|otoño)(?: del?)?",
    # A winter lies in two years, so a winter of one year names neither: it is no date.
    "winter": "winter(?: of| des jahres)?|hiver(?: de)?|invierno(?: del?)?",
    "half": "(?:first|second) half of|(?:erste|zweite)n? (?:hälfte|halbjahr)(?: des jahres)?"
    "|(?:premier|second|deuxième) semestre(?: de)?|(?:primer|segundo) semestre del?|h[12]",
    "quarter": "(?:first|second|third|fourth) quarter of"
    "|(?:erste|zweite|dritte|vierte)[ns]? quartal(?: des jahres)?"
    "|(?:premier|deuxième|troisième|quatrième) trimestre(?: de)?"
    "|(?:primer|segundo|tercer|cuarto) trimestre del?|q[1-4]",
}
"""What may stand before a year and say which part of it is meant, as patterns."""

ORDINALS = (
    ("first", "erste", "premi", "primer", "h1", "q1"),
    ("second", "zweite", "deuxi", "segundo", "h2", "q2"),
    ("third", "dritte", "trois", "tercer", "q3"),
    ("fourth", "vierte", "quatri", "cuarto", "q4"),
)
"""How the words for the first to the fourth half or quarter begin."""

STRONG = (
    "in|since|since at least|in or (?:around|about)|during|until|till|throughout|the year|years"
    "|as (?:early|late|recently) as|prior to|circa|period"
    "|seit|im jahre?|des jahres|(?:das|dieses|jenes) jahr|den jahren|zeitraum"
    "|en|depuis|dès|jusqu['’]en|d['’]ici|d['’]ici à|l['’]an|l['’]année|les années|période"
    "|desde|hasta|durante|el año|del año|los años|per[ií]odo"
)
"""What makes a number after it a year, whatever follows but a unit."""

WEAK = (
    "by|before|after|from|through|of|between|around|bis|ab|nach|vor|von|zwischen"
    "|avant|après|de|entre|del|antes de|después de|tras"
)
"""What makes it a year only where no noun follows that it could count."""

COUNTED = (
    "author|copy|reading|version|total|sum|series|population|group|sample|crowd|distance|height"
    "|number|maximum|minimum|average|price|cost|out|capacity|elevation|altitude|length|weight|file"
    "|gewicht|höhe|summe|zahl|gesamtzahl|preis|somme|nombre|prix|poids|suma|número|precio|peso|más"
    "|plus|moins|menos|cerca|alrededor|rund|etwa"
)
"""Words after which `of 2017` is a quantity or a title."""

LABELS = (
    r"v\.|version|release|build|model|section|sections|sec\.|§|§§|articles?|arts?\.|chapter|clause"
    r"|rule|paragraphs?|para\.|part|item|annex|appendix|case|docket|bill|no\.?|nos\.|number|issn"
    r"|isbn|id|ip|abschnitt|absatz|kapitel|ziffer|punkt|teil|anlage|nr\.?|nummer|aktenzeichen|az\."
    r"|n[º°]\.?|numéro|version|chapitre|alinéa|número|núm\.|sección|capítulo|artículo"
)
"""Words that name what follows, so that it is a number and no day."""

PLANS = _set("Agenda Vision")
"""What is called by the year it aims at: the 2030 Agenda."""

UNITS = _set(
    """words word pages page people persons men women children schoolchildren students pupils
    soldiers troops respondents participants patients cases votes seats points copies units items
    members employees jobs residents inhabitants villages households homes houses cars vehicles
    tons tonnes ton km kilometres kilometers kilometre kilometer miles mile metres meters metre
    meter feet foot kg hours hour minutes seconds days weeks months years year times percent per
    dollars dollar euros euro pounds rubles roubles francs yen million billion thousand hp rpm mb gb
    mw bc bce b.c strong calories volunteers workers voters companies officials delegates
    menschen personen wörter wörtern worten seiten jahre jahren tage tagen stunden minuten fälle
    fällen stimmen soldaten einwohner einwohnern tonnen prozent mal stück schüler v.chr v
    mitarbeiter mots personnes hommes femmes enfants élèves ans jours heures cas voix soldats
    habitants kilomètres mètres tonnes fois exemplaires av avant-jc palabras páginas personas
    hombres mujeres niños alumnos años días horas casos votos soldados habitantes kilómetros metros
    toneladas veces ejemplares millones francos"""
)
"""What a number counts when it is no year."""

FUNCTION = _set(
    """the a an and or but nor as at by for from in into of off on onto out over than that to
    until up upon via was were is are be been being has had have with within without would will
    could may might must shall should did does do when where while which who whose it its he she
    they we his her their our this these those there then also only onwards onward alone because if
    so not no after before between during since through though although under both
    der das den dem des ein eine einen einem einer im am vom zum zur bei beim mit nach vor von
    und oder bis wurde wurden war waren hat hatte hatten haben ist sind wird werden nicht sich auf
    aus durch für gegen um zu als wie dass wenn er sie es noch nur schon erneut wieder die
    le la les un une du de et ou où à au aux par pour sur dans qui que a ont est sont fut furent
    était étaient avait il elle ils elles ce cette ces son sa ses ne pas
    el los las una unos y o u e en del al por para con sin sobre se su sus fue fueron era eran ha
    han había es son no que cuando donde"""
)
"""Words that a number does not count."""

EVENTS = _set(
    """election elections campaign campaigns vote votes summit summits treaty treaties agreement
    agreements report law laws act war wars crisis attack attacks sanctions protests olympics games
    talks midterms invasion annexation coup referendum census speech meeting season decision ruling
    presidential general congressional midterm primaries hearings negotiations riots
    revolutions revolution accords amendments"""
)
"""What a year before it dates even if it is a round number or the word a plural."""

BARE = (
    "wurde|wurden|war|waren|hat|hatte|hatten|haben|ist|sind|worden|bereits|schon|erst|erstmals"
    "|zuletzt|spätestens|frühestens"
)
"""German words after which a year stands without a preposition."""

NAMED = (
    r"(?-i:[A-ZÄÖÜ][\w-]{0,40}?)?"
    r"(?:wahl|wahlen|gipfel|gipfeltreffen|krise|abkommen|konferenz|referendum|volksabstimmung)"
)
"""German nouns after which stands the year in which it was: `Bundestagswahl 2021`."""

GERMAN_NEXT = _set("der den dem das des einen einem einer im zum zur vom beim gegen")
"""German words before which it does."""

OPENERS = _set(
    """was saw brought marked became proved witnessed began ended war sah brachte wurde wurden
    trat kam begann folgte gab kündigte unterzeichnete verließ fut vit marqua fue vio marcó trajo"""
)
"""Verbs that make a number at the head of a sentence a year."""
