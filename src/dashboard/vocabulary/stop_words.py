"""Words that say how a sentence is built, not what it is about, in four languages.

The lists also hold what every report says of anything, such as `significant` or `in recent years`:
a theme is not found by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_ENGLISH = """
a about above according achieve achieved achieving across added additional additionally after
again against al all allow allows almost alone along already also although always am among an and
announce announced another any anyone anything appear appears approach approximately april
archived are area areas argue argued argues around as aspect aspects at august available away back
based basis be became because become becomes been before began begin begun behind being believe
believed believes below best better between beyond big both broad broader but by call called came
can cannot case cases certain clear clearly come comes common commonly compared consider
considered contain contains context continue continued continues could create created creates
creating current currently day days december define defined describe described describes design
designed despite detail details did different directly do does doi doing done down due during each
early edn eds effect effective eight either else enable enables enabling end enough ensure entire
especially establish established et even ever every everyone everything example examples existing
experience experiencing fact factor factors far feature features february few fewer figure final
finally find finding findings finds first five focus follow followed following for form found four
friday from full further gave general generally get gets give given gives giving go goes going
gone good got great greater group groups had has have having he help helps hence her here hers
herself high higher highly him himself his hour hours how however html http https hundred i idea
identified identify if impact important improve in include included includes including increase
increased increases increasing indeed indicate indicates individual instead into is isbn issn
issue issues it item items its itself january july june just keep kept key kind known large
largely larger largest last late later latest lead leading leads least less let level levels like
likely limited line list long longer low lower made main mainly maintain maintained maintains
major make makes making many march may me mean means member members method methods might million
mine minutes monday month months more moreover most mostly much multiple must my myself name named
near nearly need needed needs neither never nevertheless new next nine no nobody non none nor not
note noted notes nothing november now number numbers obtain october of off offer offered offers
often old on once one only onto or original other others otherwise our ours ourselves out over
overall own paper part particular particularly pdf people per percent percentage perhaps period
place point points possible potential potentially pp present presented previous primarily primary
problem process produce produced producing provide provided provides providing put question quite
range rather reach reached reaching really receive received recent recently ref related relative
remain remained remains report reported reporting reports represent represented represents require
required requires result resulted resulting results retrieved review role said same saturday saw
say says second section see seem seemed seems seen september serve served serves seven several
shall she should show showed showing shown shows significant significantly similar simply since
single six size small smaller so some someone something sometimes soon source sources specific
start started state stated states stating step steps still strong studies study such suggest
suggested suggests sunday support supported supports table take taken takes tell ten term terms
than that the their theirs them themselves then there thereby therefore these they thing things
think third this those though thought thousand three through throughout thursday thus time times
to today together told too took top total toward towards true tuesday twice two type types typical
typically under understand unless until up upon us use used uses using usually various very via
view vol vs warn warned warns was way ways we wednesday week weeks well went were what whatever
when where whereas whether which while who whole whom whose why wide widely will with within
without word words work working works world would write written wrote www year years yes yet you
your yours yourself
"""
_GERMAN = """
ab aber abgerufen alle allem allen aller alles als also am an andere anderen anderer anderes ans
april auch auf august aus außerdem bei beim beispiel beispielsweise bereich bereits besonders bin
bis bisher bist da dabei dadurch dafür daher damals damit danach dann daran darauf daraus darf
darin darüber das dass davon dazu dein dem den denen denn dennoch der deren derer des deshalb
dessen dezember die dies diese diesem diesen dieser dieses doch dort du durch durfte ebenso eher
eigen eigene eigenen ein eine einem einen einer eines einige einigen einiger einmal ende er
ergebnis ergebnisse erst erste ersten erster es etwa etwas euch euer fast februar für gab ganz gar
gegen gegenüber geht gemacht gewesen gibt gilt ging große großen größer gut hab habe haben hat
hatte hatten heute hier hin hinter hohe hohen höher ich ihm ihn ihnen ihr ihre ihrem ihren ihrer
ihres im immer in indem ins insbesondere ist ja jahr jahre jahren jahres januar je jede jedem
jeden jeder jedes jedoch jene jener jetzt juli juni kam kann kein keine keinem keinen keiner knapp
kommt konnte konnten können könnte lassen laut liegt lässt macht mai mal man mehr mehrere mein
meist meisten milliarden million millionen mit mittels muss musste märz möglich müssen nach
nachdem neben nein neue neuen neuer nicht nichts noch november nun nur ob oder oft ohne oktober
per pro prozent rund schon sehr sei seien sein seine seinem seinen seiner seines seit selbst
september sich sie sieht sind so sodass sogar solche soll sollen sollte sollten somit sondern
sonst sowie sowohl später statt stehen steht tag tage tagen teil trotz uhr um und uns unser unter
viel viele vielen vom von vor war ware waren was wegen weil weit weiter weitere weiteren weiterer
welche welcher wenig weniger wenn wer werde werden wie wieder wir wird wo wobei wohl wollte
wollten wurde wurden während wäre würde würden zahl zeit zu zudem zum zur zwar zwei zwischen über
überhaupt
"""
_FRENCH = """
afin ai ailleurs ainsi alors année années ans août après au aucun aucune aujourd'hui auprès auquel
aussi autre autres aux auxquels avaient avait avant avec avoir avril ayant beaucoup bien car cas
ce ceci cela celle celles celui cependant certaines certains ces cet cette ceux chaque chez chose
ci combien comme comment consulté contre d dans de depuis dernier dernière derrière des deux
devant devient doit doivent donc dont du durant dès début décembre elle elles en encore enfin
entre environ est et eu eux exemple faire fait faut façon fin fois font fut février grand grande
grandes grands hors ici il ils janvier je jour jours juillet juin jusqu jusque l la laquelle le
lequel les lesquels leur leurs lors lorsqu lorsque lui là ma mai mais malgré mars me mes mieux
milliards million millions mis moins mois mon même mêmes n ne ni nombre non nos notamment notre
nous nouveau nouvelle novembre octobre on ont or ou outre où par parce parfois parmi partie partir
pas pendant permet permettent peu peut peuvent plus plusieurs plutôt point pour pourrait pourtant
pouvoir premier première presque près puis puisque qu quand que quel quelle quelles quelque
quelques quels qui quoi s sa sans se selon septembre sera seront ses si sien soit son sont sous
souvent suite sur ta tandis tant te tel telle telles tels temps titre toujours tous tout toute
toutefois toutes trois trop très tu un une vers via voir vos votre vous y à étaient était étant
été être
"""
_SPANISH = """
a abril acerca además agosto ahora al algo alguna algunas alguno algunos algún allí ambos ante
antes aquel aquella aquellas aquello aquellos aquí así aun aunque año años aún bajo bastante bien
cada casi caso cerca como con consultado contra cual cuales cualquier cuando cuanto cuya cuyo cómo
da dar de debe deben debido del dentro desde después dice diciembre dijo donde dos durante día
días e ejemplo el ella ellas ello ellos embargo en encima enero entonces entre era eran es esa
esas ese eso esos esta estaba estaban estar estas este esto estos está están febrero fin forma fue
fuera fueron gran grande grandes ha haber había habían hace hacen hacer hacia han hasta hay he
hemos hizo hoy incluso julio junio junto la las le les lo los luego manera marzo mas mayo mayor
mayoría me mediante mejor menos mes meses mi mientras mil millones misma mismas mismo mismos mucha
muchas mucho muchos muy más nada ni ninguna ningún no nos nosotros noviembre nueva nuevas nuevo
nuevos nunca o octubre otra otras otro otros para parte pero poco podría por porque posible primer
primera primero puede pueden pues que quien quienes qué se sea según septiembre ser si sido sin
sino sobre solo son su sus sí sólo tal también tampoco tan tanto te tener tenía ti tiempo tiene
tienen toda todas todavía todo todos tras través tres tu tus un una unas uno unos usted varias
varios veces vez y ya yo él
"""


@dataclass(frozen=True, slots=True)
class Language:
    """What the words of a text are told apart by."""

    stop: frozenset[str]
    """No phrase begins or ends with one."""

    joints: frozenset[str] = frozenset()
    """Those that may stand within a phrase, as in `rule of law`."""

    heads: frozenset[str] = frozenset()
    """Those after which a noun or its adjective comes: articles, possessives, prepositions."""


def _language(stop: str, joints: str, heads: str) -> Language:
    return Language(frozenset(stop.split()), frozenset(joints.split()), frozenset(heads.split()))


_LANGUAGES = (
    _language(
        _ENGLISH,
        "of and for in to on",
        "the a an of in on for by with from its his her their these any no some between against "
        "into toward under",
    ),
    _language(
        _GERMAN,
        "der des und von für zur zum im",
        "der die das des dem den ein eine einer eines einem einen im am zum zur von vom und mit "
        "für bei seine ihre",
    ),
    _language(
        _FRENCH,
        "de du des la le les et à en d",
        "le la les un une du de des au aux et par sur dans son sa ses leur leurs ce cette ces",
    ),
    _language(
        _SPANISH,
        "de del la las los el y en",
        "el la los las un una unos unas del al y en por con su sus este esta",
    ),
)
# Of running text, a third to a half are words of its language's list, and a tenth at most of
# another's. A text of headings and figures still has more than this.
_LEAST_SHARE = 0.2
_LONGEST_PARTICLE = 3
_COMMON, _COMMON_SHARE = 5, 0.004


def language_of(counts: Mapping[str, int]) -> Language:
    """The language whose list holds most of a text's words.

    For a language without a list the shortest and the commonest words stand in.
    """
    total = sum(counts.values())
    shares = {
        sum(count for word, count in counts.items() if word in language.stop): language
        for language in reversed(_LANGUAGES)  # of equal ones the first
    }
    if max(shares) >= _LEAST_SHARE * total:
        return shares[max(shares)]
    return Language(
        frozenset(
            word
            for word, count in counts.items()
            if len(word) <= _LONGEST_PARTICLE or count > max(_COMMON, _COMMON_SHARE * total)
        )
    )
