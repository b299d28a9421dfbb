"""Sentences with every date that is written in them, marked «so», and how it is to be read.

Positive and negative, in English, German, French and Spanish. A case holds a sentence and, for
each marked place, the first and the last day: `2017`, `2017-08` and `2017-08-02` stand for the
year, month and day, `first/last` for a period. A sentence without a mark holds no date.
Two are known to go wrong: they stay, so that the figures tell the truth.
"""

from dashboard.reading import dates

ENGLISH = (
    ("The two leaders met in «July 2018» and again a year later.", "2018-07"),
    ("The act was signed on «2 August 2017» [3].", "2017-08-02"),
    ("«August 2, 2017» was the day of the signature.", "2017-08-02"),
    ("It took effect on «2017-08-02».", "2017-08-02"),
    ("The file was last changed in «2017-08».", "2017-08"),
    ("The log begins at «2017-08-02»T12:30:00Z.", "2017-08-02"),
    ("Relations worsened between «2017 and 2020» [1] [2].", "2017-01-01/2020-12-31"),
    ("The office was vacant from «2014 to 2016».", "2014-01-01/2016-12-31"),
    ("The first term («2017–2021») saw two summits.", "2017-01-01/2021-12-31"),
    ("During «2017-2020» the lists grew longer.", "2017-01-01/2020-12-31"),
    ("By «early 2021» the treaty had been extended.", "2021-01-01/2021-06-30"),
    ("The talks stalled in «mid-2019» [16].", "2019-04-01/2019-09-30"),
    ("In «late 2021» troops gathered at the border.", "2021-07-01/2021-12-31"),
    ("Arms control was a success of the «1990s».", "1990-01-01/1999-12-31"),
    ("In the «early 1990s» the mood was hopeful.", "1990-01-01/1994-12-31"),
    ("It was decided in the «summer of 2019».", "2019"),
    ("The «2nd of August 2017» was a Wednesday.", "2017-08-02"),
    ("On «Aug. 2, 2017», the bill became law.", "2017-08-02"),
    ("The notice came on «22 Nov 2020» [7][5].", "2020-11-22"),
    ("The note is dated «8-May-2006».", "2006-05-08"),
    ("The summit of «11–12 July 2018» was tense.", "2018-07-11/2018-07-12"),
    ("Leaders met on «December 3–4, 2019», in London.", "2019-12-03/2019-12-04"),
    ("They met from «3 to 4 December 2019» in London.", "2019-12-03/2019-12-04"),
    ("It rained from «July to September 2018».", "2018-07-01/2018-09-30"),
    ("The pause ran from «2 August 2017 to 5 May 2018».", "2017-08-02/2018-05-05"),
    ("Between «March 2018 and May 2019» nothing happened.", "2018-03-01/2019-05-31"),
    ("Since «2014» the sanctions have been renewed every year.", "2014"),
    ("It remains in force until «2026».", "2026"),
    ("After «2016» the tone changed.", "2016"),
    ("By «2030», emissions are to be halved.", "2030"),
    ("In «2017» sanctions were written into law.", "2017"),
    ("In «2014», «2016» and «2018» the votes were close.", "2014", "2016", "2018"),
    ("Russia interfered in the «2016» election, the report says.", "2016"),
    ("A «2018» report found no evidence.", "2018"),
    ("Trump’s «2016» campaign spoke of a reset.", "2016"),
    ("The treaty of «1987» banned such missiles.", "1987"),
    ("In «2000», a new president took office.", "2000"),
    ("The «2000» election was decided by a court.", "2000"),
    ("The winter was mild, and in «1848» revolutions broke out across Europe.", "1848"),
    ("As early as «2014», warnings were given.", "2014"),
    ("Prices fell in the «first half of 2020».", "2020-01-01/2020-06-30"),
    ("Growth resumed in «Q3 2019».", "2019-07-01/2019-09-30"),
    ("The «2016–17» season was long.", "2016-01-01/2017-12-31"),
    ("The war of «1914–18» changed that.", "1914-01-01/1918-12-31"),
    ("«2017» was a year of contradictions.", "2017"),
    ("The visit was planned for «13/08/2017».", "2017-08-13"),
    ("From the «1990s to the 2010s» the treaty held.", "1990-01-01/2019-12-31"),
    ("At the «end of 2016» the outgoing government acted.", "2016-07-01/2016-12-31"),
    ("In «March\n2018» came the expulsions.", "2018-03"),
    ("The «2018» Helsinki summit drew criticism.", "2018"),
    ("Before «2014» trade had grown.", "2014"),
    ("Congress acted in «2017» [1], «2019» [2] and again in «2020» [3].", "2017", "2019", "2020"),
    ("It ran between «May 2017 and 2020».", "2017-05-01/2020-12-31"),
    ("On «14 July 1789» the prison was stormed.", "1789-07-14"),
    ("The text was approved «December 22, 2023».", "2023-12-22"),
    ("The court ruled in «May 2018» that it was void.", "2018-05"),
    ("In «late August 2017» the consulate was closed.", "2017-08-16/2017-08-31"),
    ("Putin’s «2007» Munich speech was remembered.", "2007"),
    ("The «2022» invasion of Ukraine changed everything.", "2022"),
    ("The plan failed, the «1994» Budapest memorandum notwithstanding.", "1994"),
    ("No president since «Nov. 2004» had done so.", "2004-11"),
    ("What began in «February 2022» has not ended.", "2022-02"),
    ("Prices rose again in the «mid-1990s».", "1993-01-01/1997-12-31"),
    ("At the «end of the 1980s» the wall fell.", "1985-01-01/1989-12-31"),
    ("In «2016-17» the lists were renewed twice.", "2016-01-01/2017-12-31"),
    ("The plan for «2020–25» was adopted.", "2020-01-01/2025-12-31"),
    ("The period «2015 to 2017» was calm.", "2015-01-01/2017-12-31"),
    ("The «2015 to 2019» term brought two votes.", "2015-01-01/2019-12-31"),
    ("Nothing came in «July, August and September 2017».", "2017-07-01/2017-09-30"),
    ("Post-«2014» sanctions hit the banks first.", "2014"),
    ("«2014»'s annexation set the tone.", "2014"),
    ("It has been so since at least «2014».", "2014"),
    ("The ice broke around «1990».", "1990"),
    ("It was put off from 18 December, until «April 2023».", "2023-04"),
    ("It held to the end of the «2022–23» season.", "2022-01-01/2023-12-31"),
    ("Mills were rare before the «19th century».", "1801-01-01/1900-12-31"),
    ("The «late 18th and early 19th century» saw many.", "1751-01-01/1850-12-31"),
    ("The «18th- and 19th-century» mills are gone.", "1701-01-01/1900-12-31"),
    ("It grew in the «second half of the twentieth century» [2].", "1951-01-01/2000-12-31"),
    ("The «mid-19th-century» wheel still turns.", "1826-01-01/1875-12-31"),
    ("The mill was built «c. 1250» and burnt twice.", "1240-01-01/1260-12-31"),
    ("The abbot («c. 850–912») owned three mills.", "0840-01-01/0912-12-31"),
    ("He lived from «c. 1455 to 1503» in the town.", "1450-01-01/1503-12-31"),
    ("Costs rose in «FY2019/20» and fell after it.", "2019-01-01/2020-12-31"),
    ("Costs rose in «fiscal year 2019».", "2018-04-01/2020-03-31"),
    ("The budget of «FY19–20» was smaller.", "2019-01-01/2020-12-31"),
    ("The town was buried in «AD 79».", "0079"),
    ("The town was taken in «1066 CE» by others.", "1066"),
)

GERMAN = (
    ("Das Gesetz wurde am «2. August 2017» unterzeichnet.", "2017-08-02"),
    ("Im «Juli 2018» trafen sie sich in Helsinki [4].", "2018-07"),
    ("Seit «2014» gelten die Sanktionen.", "2014"),
    ("Im Jahr «2017» wurde das Gesetz beschlossen.", "2017"),
    ("Zwischen «2017 und 2020» wuchs das Misstrauen.", "2017-01-01/2020-12-31"),
    ("Von «2014 bis 2016» war das Amt unbesetzt.", "2014-01-01/2016-12-31"),
    ("«Anfang 2021» wurde der Vertrag verlängert.", "2021-01-01/2021-06-30"),
    ("«Ende Oktober 1990» war es so weit.", "1990-10-16/1990-10-31"),
    ("Die «1990er» Jahre waren hoffnungsvoll.", "1990-01-01/1999-12-31"),
    ("Die Sanktionen wurden «2017» verschärft.", "2017"),
    ("Der Vertrag lief am «02.08.2019» aus.", "2019-08-02"),
    ("Im «Sommer 2019» endete er.", "2019"),
    ("Das Treffen fand vom «2. bis 4. Mai 2018» statt.", "2018-05-02/2018-05-04"),
    ("«Mitte 2019» stockten die Gespräche.", "2019-04-01/2019-09-30"),
    ("Ab «2020» galt die neue Regel.", "2020"),
    ("Am «3. März 2014» begann die Krise.", "2014-03-03"),
    ("Im «Jänner 2017» trat er sein Amt an.", "2017-01"),
    ("Bis «2026» bleibt der Vertrag in Kraft.", "2026"),
    ("Die Wahl «2016» wurde angefochten.", "2016"),
    ("In der «ersten Hälfte des Jahres 2020» sanken die Preise.", "2020-01-01/2020-06-30"),
    ("Das Jahr «2015» war ein Wendepunkt.", "2015"),
    ("Nach der Bundestagswahl «2021» wechselte die Regierung.", "2021"),
    ("«Mitte der 2010er» Jahre stiegen die Mieten.", "2013-01-01/2017-12-31"),
    ("Rund 2000 Menschen kamen zu der Kundgebung.", None),
    ("Vor 2000 Jahren gab es dort eine Stadt.", None),
    ("Der Text hat 2017 Wörter.", None),
    ("Die Agenda 2030 nennt 17 Ziele.", None),
    ("Der Erlass Nr. 2017 wurde aufgehoben.", None),
    ("Die Brücke ist 1990 Meter lang.", None),
    ("Er verkaufte das Haus für 2010 Euro.", None),
    ("Im Jahr 44 v. Chr. wurde er ermordet.", None),
    ("Seite 2017 fehlt in diesem Band.", None),
    ("Das war im Winter 2019.", None),
    ("Bis 1800 Einwohner zählt das Dorf.", None),
    ("Im «späten 19. Jahrhundert» standen hier zwölf Mühlen.", "1851-01-01/1900-12-31"),
    ("In der «ersten Hälfte des 18. Jahrhunderts» verfiel sie.", "1701-01-01/1750-12-31"),
    ("Im «17. und 18. Jh.» wurden Mühlen gebaut.", "1601-01-01/1800-12-31"),
    ("Sie wurde («ca. 1480») gebaut.", "1470-01-01/1490-12-31"),
    ("Im «Geschäftsjahr 2019/20» stieg der Umsatz.", "2019-01-01/2020-12-31"),
)

FRENCH = (
    ("La loi a été signée le «2 août 2017».", "2017-08-02"),
    ("Le «1er juillet 2018», ils se rencontrèrent.", "2018-07-01"),
    ("En «juillet 2018», le sommet eut lieu.", "2018-07"),
    ("En «2017», le Congrès a voté la loi.", "2017"),
    ("Depuis «2014», les sanctions sont en vigueur.", "2014"),
    ("Entre «2017 et 2020», la méfiance a grandi.", "2017-01-01/2020-12-31"),
    ("De «2014 à 2016», le poste est resté vacant.", "2014-01-01/2016-12-31"),
    ("«Début 2021», le traité fut prolongé.", "2021-01-01/2021-06-30"),
    ("À la «fin de 2016», le ton changea.", "2016-07-01/2016-12-31"),
    ("Les «années 1990» furent celles de l’espoir.", "1990-01-01/1999-12-31"),
    ("À l’«été 2019», le traité prit fin.", "2019"),
    ("Les élections de «2016» furent contestées.", "2016"),
    ("Jusqu’en «2026», le traité reste en vigueur.", "2026"),
    ("Le sommet des «11 et 12 juillet 2018» fut tendu.", "2018-07-11/2018-07-12"),
    ("Il fut nommé en «févr. 2017».", "2017-02"),
    ("À la «mi-2019», les pourparlers cessèrent.", "2019-04-01/2019-09-30"),
    ("Au «début des années 2000», tout semblait possible.", "2000-01-01/2004-12-31"),
    ("Près de 2000 personnes ont défilé.", None),
    ("Une somme de 2000 euros fut versée.", None),
    ("Le texte compte 2017 mots.", None),
    ("La mission Mars 2020 a réussi.", None),
    ("Il a lu les 1984 pages du rapport.", None),
    ("Le décret n° 2005-981 fut abrogé.", None),
    ("En 52 av. J.-C., la ville fut prise.", None),
    ("Sept 2017 exemplaires furent vendus.", None),
    ("Au «XIXe siècle», les moulins étaient nombreux.", "1801-01-01/1900-12-31"),
    ("La «fin du XVIIIe siècle» fut difficile.", "1751-01-01/1800-12-31"),
)

SPANISH = (
    ("La ley se firmó el «2 de agosto de 2017».", "2017-08-02"),
    ("En «julio de 2018» se reunieron en Helsinki.", "2018-07"),
    ("En «2017», el Congreso aprobó la ley.", "2017"),
    ("Desde «2014» rigen las sanciones.", "2014"),
    ("Entre «2017 y 2020» creció la desconfianza.", "2017-01-01/2020-12-31"),
    ("De «2014 a 2016» el cargo estuvo vacante.", "2014-01-01/2016-12-31"),
    ("A «principios de 2021» se prorrogó el tratado.", "2021-01-01/2021-06-30"),
    ("A «finales de mayo de 2018» hubo un acuerdo.", "2018-05-16/2018-05-31"),
    ("Los «años 1990» fueron de esperanza.", "1990-01-01/1999-12-31"),
    ("En el «verano de 2019» terminó el tratado.", "2019"),
    ("Las elecciones de «2016» fueron disputadas.", "2016"),
    ("Hasta «2026» sigue vigente.", "2026"),
    ("El «16 de julio de 2018» hablaron ante la prensa [5].", "2018-07-16"),
    ("En «enero de 2017» tomó posesión.", "2017-01"),
    ("En el año «2017» se aprobó la ley.", "2017"),
    ("Del «11 al 12 de julio de 2018» hubo una cumbre.", "2018-07-11/2018-07-12"),
    ("A «comienzos de los años 1990» hubo esperanza.", "1990-01-01/1994-12-31"),
    ("Durante «2015» y «2016» creció la tensión.", "2015", "2016"),
    ("Más de 2000 soldados fueron enviados.", None),
    ("El texto tiene 2017 palabras.", None),
    ("La Agenda 2030 fija diecisiete metas.", None),
    ("Pagaron 1990 euros por el cuadro.", None),
    ("Hace dos años que no se ven.", None),
    ("El decreto 2005-981 fue derogado.", None),
    ("Los molinos del «siglo XIX» ya no giran.", "1801-01-01/1900-12-31"),
    ("A «principios del siglo XX» quedaban dos.", "1901-01-01/1950-12-31"),
    ("En los «siglos XVIII y XIX» había muchos.", "1701-01-01/1900-12-31"),
)

NO_DATES = (
    "Sanctions were kept [16] and widened [12]–[15].",
    "This may be so [2017] or it may not.",
    "The essay has 2000 words and 2017 commas.",
    "In 1709 schoolchildren the test was repeated.",
    "Decree 2005-981 was repealed.",
    "Blade Runner 2049 is a film about memory.",
    "Orwell's 1984 is often quoted.",
    "The author of 1984 fought in Spain.",
    "2001: A Space Odyssey was shown in 2001: A Retrospective.",
    "See https://example.org/2017/08/02/in-2017-08-02 for more.",
    "The report stands at www.example.org/in-2017.html today.",
    "See page 2017 and pp. 1990–1995.",
    "Order No. 2017 was never sent.",
    "It cost $2017, then €1990, then 2010 dollars.",
    "They sold it for 2018 euros.",
    "Version 2017.08.2 replaced version 10.2.3.",
    "Python 3.11 needs Windows 2000 or later.",
    "The meeting starts at 20:17 in room 2018.",
    "The visit is on 08/02/2017 or thereabouts.",
    "It happened on 31 February 2017.",
    "It was the winter of 2019 that broke them.",
    "In 2017 cases the answer was no.",
    "A crowd of 2018 watched in silence.",
    "The price rose from 1990 to 3000 dollars.",
    "Between 1900 and 2000 people came.",
    "From 1950 to 2017 units were sold.",
    "The law of 1500 BC was carved in stone.",
    "In 1950 B.C. the law was carved in stone.",
    "In 2009 schoolchildren the test was repeated.",
    "Smith (2017) argues otherwise.",
    "Others disagree (Smith, 2017; Jones 2018).",
    "Call 555-2017-2018 for help.",
    "ISO 9001:2015 applies to all of them.",
    "The march 2018 miles away went on; troops may 2019 times over.",
    "In 2000 villages there was no water.",
    "It was done in 2000 steps.",
    "Since 2000 steps were counted, nobody doubts it.",
    "The walls of post-2000 rooms were thin.",
    "By 2100 votes to 2017 the motion fell.",
    "He ran the 2000 metre race in six minutes.",
    "Euro 2016 and Expo 2020 were held abroad.",
    "The Boeing 2017 flew over the Peugeot 2008.",
    "About 2.017 of them and 2,017 others left.",
    "Resolution 2202-2015 and Law 2017-45 were cited.",
    "The share was 2017% in 1990% of them.",
    "On August 2, 2000 people marched.",
    "The period 2005-98 is a misprint.",
    "His talk lasted two minutes and a second of May.",
    "Article 5 may apply; section 12 may not.",
    "There were 12 in March and 2017 in April.",
    "The code of 2001-09 is unclear.",
    "Version 1.10.2020 replaced section 3.10.2019.",
    "Case No. 2017-08 stands under ISSN 2017-08.",
    "The 2030 Agenda names seventeen goals.",
    "Around 1990 soldiers were sent.",
    "The vote was 2016 to 1998.",
    "The film 2049's budget was large.",
    "CAATSA (2017) was one of them.",
    "Caesar died in 44 BC.",
    "The mills of the 5th century BC are lost.",
    "They were built c. 1500–1400 BC in the south.",
    "The 1490s BC were years of peace.",
    "The letter of 15 March 1044 BC is no original.",
    "Im 5. Jahrhundert v. Chr. stand hier nichts.",
    "Au Ve siècle av. J.-C., rien.",
    "En el siglo V a. C. no había nada.",
    "The mill grinds c. 1250 sacks a week.",
    "Die Mühle mahlt ca. 1250 Säcke.",
    "It happened at the turn of the 20th century.",
    "The film was made by 20th Century Fox.",
    "The first century of the firm was hard.",
    "All 12 CE marks were removed.",
    "For a quarter of a century nothing moved.",
)

KNOWN_TO_GO_WRONG = [
    "Before 2014 trade had grown.",
    "Sept 2017 exemplaires furent vendus.",
]


def cases():
    """Every case as its sentence, without marks, and its dates: (start, end, first, last)."""
    written_cases = [*ENGLISH, *GERMAN, *FRENCH, *SPANISH, *((text, None) for text in NO_DATES)]
    for written, *expected in written_cases:
        sentence, places = _unmarked(written)
        days = []
        for value in filter(None, expected):
            first, _, last = value.partition("/")
            days.append((dates.of_iso(first).first, dates.of_iso(last or first).last))
        yield sentence, [(*place, *day) for place, day in zip(places, days, strict=True)]


def score():
    """How many dates were found and right, found, and there; and the sentences that went wrong."""
    right = found = there = 0
    wrong = []
    for sentence, expected in cases():
        got = [(d.span.start, d.span.end, d.first, d.last) for d in dates.find(sentence)]
        right += len(set(got) & set(expected))
        found += len(got)
        there += len(expected)
        if got != expected:
            wrong.append(sentence)
    return right, found, there, wrong


def _unmarked(written):
    """The sentence without its marks, and where they stood."""
    sentence, places = "", []
    for part in written.split("«"):
        marked, mark, rest = part.partition("»")
        if mark:
            places.append((len(sentence), len(sentence) + len(marked)))
        sentence += marked + rest
    return sentence, places
