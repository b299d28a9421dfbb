"""The headings under which pages and texts list their sources.

A page marks its headings, so `heads_list` compares their words with a short list. A text may
not: `heads_source_list` knows more languages, and the words that may stand around the name.
"""

import re

PAGE_NAMES = frozenset(
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
"""Those that pages often have, in lower case; `heads_source_list` knows all of them, and more."""

_NAMES = """
    sources and references; references and sources; references and notes; notes and references
    works cited; works consulted; works referenced; cited works; literature; literature cited
    bibliography; annotated bibliography; select bibliography; endnotes; footnotes

    quellen; quellenverzeichnis; quellenangaben; quellenliste; verwendete quellen; belege
    literaturverzeichnis; literatur; literaturliste; literaturangaben; verwendete literatur
    einzelnachweise; nachweise; referenzen; fußnoten; fussnoten; endnoten; schrifttum
    schrifttumsverzeichnis; schriftenverzeichnis; weiterführende literatur
    références; références bibliographiques; sources citées; sources consultées; sources principales
    notes de bas de page; notes de fin; références citées; ouvrages cités; webographie; sitographie
    liste des sources; bibliographie; bibliographie sélective; notes et références; notes et sources
    referencias; referencias bibliográficas; lista de referencias; bibliografía; obras citadas
    notas al pie de página; notas a pie de página; notas finales; bibliografía citada
    referencias consultadas; fuentes bibliográficas; notas de rodapé; notas de fim
    bibliografía consultada; fuentes; fuentes citadas; fuentes consultadas; fuentes principales
    referências; referências citadas; referências bibliográficas; bibliografia; fontes
    fontes consultadas; fontes citadas; bibliografia consultada
    fonti; fonti citate; fonti consultate; riferimenti; riferimenti bibliografici
    note e riferimenti; note a piè di pagina; bibliografia citata; voetnoten; eindnoten
    bronnen; bronvermelding; bronnenlijst; literatuur; literatuurlijst; referenties
    źródła; literatura; zdroje; källor; källförteckning; referenser; kilder; kildeliste; referanser
    lähteet; kaynaklar; kaynakça; nguồn tham khảo; tài liệu tham khảo; daftar pustaka; referensi
    источники; список источников; использованные источники; список использованных источников
    литература; список литературы; список использованной литературы; примечания; библиография
    список источников и литературы; список использованных источников и литературы; сноски
    использованная литература; библиографические ссылки; цитируемая литература
    библиографический список; джерела; література; список джерел; список літератури
    πηγές; βιβλιογραφία; מקורות; المراجع; المصادر; مصادر; قائمة المراجع; المصادر والمراجع
    المراجع والمصادر; قائمة المصادر; قائمة المصادر والمراجع; مراجع; الهوامش; الحواشي; منابع
    فهرست منابع; پانویس‌ها; הערות שוליים; ביבליוגרפיה; संदर्भ; स्रोत; อ้างอิง; เอกสารอ้างอิง; ที่มา

    参考文献; 参考资料; 参考内容如下; 关键引用; 参考来源; 引用来源; 资料来源; 数据来源; 来源; 引用
    引用文献; 主要参考文献; 主要参考资料; 參考文獻; 參考資料; 資料來源; 来源列表; 参考链接
    文献来源; 参考书目; 參考書目; 参考書目; 信息来源; 出典; 参照; 参考文献一覧; 引用文献一覧
    参考・引用文献; 引用・参考文献; 参考文献及注释; 参考文献与注释; 徵引書目; 引用書目; 引用书目
    文献; 参考資料; 参考サイト; 参照文献; 引用元; 출처; 출처 목록; 참고 출처; 참고문헌; 참고 문헌
    참고자료
"""
_UNSURE = """
    note; notes; anmerkungen; notas; notas al pie; noten; przypisy; viitteet; ссылки
    注; 註; 注释; 注釋; 註釋; 注釈; 註釈; 註解; 注記; 附注; 附註; 脚注; 腳註; 尾注
    각주; 미주; 후주; 주석
"""
"""Above notes that marks name, and also above remarks."""

_NOUNS = """
    bibliography references reference sources citations bibliographie références sources citations
    quellen literatur belege nachweise referenzen quellenangaben literaturangaben
    quellenverzeichnis literaturverzeichnis literaturliste bibliografía bibliografia referencias
    fuentes citas obras referências fontes citações fonti riferimenti bronnen referenties literatuur
    źródła bibliografia literatura källor referenser litteratur kilder referanser litteraturliste
    zdroje lähteet kaynaklar kaynakça источники источников литература литературы библиография
    джерела джерел література літератури
"""
"""Single words that say what the list holds, in any language."""

_QUALIFIERS = """
    principal principales complementaria complementarias básica general selecta seleccionada citada
    citadas consultada consultadas utilizada utilizadas usada usadas empleadas recomendada primaria
    primarias secundaria secundarias bibliográficas bibliográfica documentales académicas externas
    adicionales verificadas clave final finales lista listado completa
    principais complementar selecionada utilizadas secundárias primárias acadêmicas bibliográficas
    principale principales sélective générale complémentaire citées citée consultées consultés
    utilisées primaires secondaires bibliographiques académiques externes complète liste finale
    citate consultate utilizzate primarie secondarie bibliografici principali essenziale elenco
    verwendete verwendetes zitierte benutzte ausgewählte weitere wichtige wichtigste zentrale
    zitierten verwendeten gesamte vollständige primäre sekundäre externe liste verzeichnis auswahl
    gebruikte geraadpleegde belangrijkste wykorzystane główne använda brukte vigtigste
    основные основная использованные использованной использованных список цитируемая
    основні використані використаних використаної
    key main major primary secondary selected select full complete cited consulted used quoted
    principal essential core general academic numbered verified annotated short working list
"""
"""Words that may stand beside those and say which works."""

_BETWEEN = "de del la las los el le les des du der die das di da do dos e y et und och og en van и"
"""Small words between them; none ends a heading."""

_MOST_WORDS = 6
"""Words of a heading that are looked up one by one."""

_OF_NOTES = (
    "endnotes; footnotes; fußnoten; endnoten; anmerkungen; примечания; note al testo; fussnoten"
    "; сноски; الهوامش; الحواشي; notes de bas de page; notes de fin; notas al pie de página"
    "; notas a pie de página; notas finales; notas de rodapé; notas de fim; voetnoten; eindnoten"
    "; note a piè di pagina; הערות שוליים; پانویس‌ها"
)
"""Above notes and nothing else, besides those of them that are unsure."""

_BESIDE = "further reading; resources; links; acknowledgements; credits"
"""What shares a heading with sources, and is none by itself."""


def _parted(names: str) -> frozenset[str]:
    return frozenset(name for part in re.split("[;\n]", names) if (name := part.strip().casefold()))


_KNOWN, _MAY_BE = _parted(_NAMES), _parted(_UNSURE)
_NOTES = _parted(_OF_NOTES) | _MAY_BE
_NOUN = frozenset(_NOUNS.split())
_SMALL = frozenset(_BETWEEN.split())
_QUALIFIED = _NOUN | _SMALL | frozenset(_QUALIFIERS.split())
_ALSO = _KNOWN | _MAY_BE | _parted(_BESIDE)
_LETTERS = re.compile(r"[^\W\d_]+")
_TELLING = (
    frozenset(max(_LETTERS.findall(name), key=len) for name in _KNOWN | _MAY_BE)
    | _NOUN
    | {"source", "sources", "reference", "references", "citation", "citations", "bibliography"}
    | {"quelle", "origen", "fuente", "fonte"}
)
"""Words of which one stands above every list: the longest of each name, the nouns that may stand
with others, and those above the list of a chat program. Few lines have one, which saves the rest.
"""

_UNTOLD = re.compile(r"[(\[\u0590-\u1dff\u2e80-\uffff]")
"""Scripts that may set no space between words, and brackets, which may hide a part of one."""

_WHICH = (
    r"(?:our|my|all|key|main|major|primary|secondary|selected|select|full|complete|cited|verified"
    r"|consulted|referenced|quoted|additional|external|web|online|numbered|source|reference"
    r"|citation|literature|the)"
)
_ENGLISH = re.compile(
    rf"(?:(?:list|index|table) of )?(?:{_WHICH} ){{0,3}}"
    r"(?:sources?|references?|citations?|bibliography|(?:source|reference|citation) list"
    r"|(?:source|reference) (?:links?|index|register|materials?|notes))"
    r"(?: (?:used|cited|consulted|referenced|quoted|listed|list)){0,2}"
    r"(?: (?:in|for) (?:this|the) \w{1,20})?"
)
"""A noun for sources with words that say which: `Sources used in this report`."""

_NUMBER = re.compile(
    r"(?:(?:appendix|annex|anhang|annexe|anexo|apéndice|allegato|приложение|附录?)"
    r"(?: ?(?:[a-z]|\d{1,2}|[ivx]{1,4}))?\s?[:：.–—-]\s*)?"
    r"(?:\d{1,2}(?:\\?\.\d{1,2})*\\?[.)、]?\s*|[一二三四五六七八九十]{1,3}[、.]\s*"
    r"|(?:[ivx]{1,5}|[a-z])\.\s+)?"
)
_PAGE_NUMBER = re.compile(r"\d{1,2}\.?\s+")
_AROUND = re.compile(r"^[^\w(（\[]+|[^\w)）\]]+$|_+$")
"""Emphasis, a colon, or a picture such as 📚."""

_AND = re.compile(r"-?\s*(?:,|&|/|、|・|与|和|及|\b(?:and|und|et|y|e|en|och|og|ja|i|и|та|및)\b)\s*")
_CONVERSATION = re.compile(
    r"(?:source|quelle|origen|fuente|fonte)\s?: \w{1,20} (?:with|mit|avec|con|com) "
    r"(?:bing|copilot)\b[\s,\d./-]*"
)
"""Above the list of a chat program: `Source: Conversation with Bing, 4/21/2024`."""

_REMARK = re.compile(
    r"\s*[(（][^()（）]{0,80}[)）]|\s*\[[^\[\]]{0,80}\]|\s*[:：–—-]\s*\d{1,4}(?:\s\w{1,20})?\Z"
)
"""In brackets, or a count: `Sources: 37`, `Bibliografía – 37 fuentes`."""

_COUNT = re.compile(r"\s*[(（\[]\s*\d{1,4}(?: \w{1,20})?\s*[)）\]]\Z")
"""How many follow: `Sources (37)`."""

_LONGEST = 120
_SENTENCE_ENDS = frozenset(".!?…。！？")


def heads_list(words: str) -> bool:
    """Whether the words of a heading say so, where the page marks it as a heading."""
    bare = _PAGE_NUMBER.sub("", " ".join(words[:200].split()), count=1)
    return _COUNT.sub("", bare.removesuffix("[edit]").strip(" :")).casefold() in PAGE_NAMES


def heads_source_list(words: str) -> bool:
    """Whether a line's words are those above a source list, whatever its markup."""
    if not _may_tell(words):
        return False
    bare = _bare(words)
    if _CONVERSATION.fullmatch(bare) or _is_known(bare):
        return True
    parts = _AND.split(bare)
    return any(map(_is_known, parts)) and all(part in _ALSO or _is_known(part) for part in parts)


def may_head_source_list(words: str) -> bool:
    """Whether they stand above notes too, and only what is below them tells."""
    return _may_tell(words) and _bare(words) in _MAY_BE


def heads_notes(words: str) -> bool:
    """Whether they stand above footnotes or endnotes, which name works and are none."""
    return _bare(words) in _NOTES


def begins_as_source_list(words: str) -> bool:
    """Whether they begin so and go on, as `References for chapter 2`; what is below them tells."""
    first, _, others = _bare(words).partition(" ")
    return first.rstrip(":,") in _NOUN and len(others.split()) <= _MOST_WORDS


def _is_known(bare: str) -> bool:
    return bare in _KNOWN or _ENGLISH.fullmatch(bare) is not None or _is_qualified(bare)


def _is_qualified(bare: str) -> bool:
    """Whether every word is a noun for sources or says which: `bibliografía principal`."""
    words = bare.split()
    return (
        1 < len(words) <= _MOST_WORDS
        and not _NOUN.isdisjoint(words)
        and words[-1] not in _SMALL
        and _QUALIFIED.issuperset(words)
    )


def _may_tell(words: str) -> bool:
    """Whether they have what all names of lists have; most lines of a text do not."""
    if _is_sentence(words):
        return False
    small = words.casefold()
    return not _TELLING.isdisjoint(_LETTERS.findall(small)) or _UNTOLD.search(small) is not None


def _is_sentence(words: str) -> bool:
    return len(words) > _LONGEST or words[-1:] in _SENTENCE_ENDS


def _bare(words: str) -> str:
    """A heading in small letters without number, remark and emphasis; nothing of a sentence."""
    if _is_sentence(words):
        return ""
    bare = _AROUND.sub("", words).removesuffix("[edit]").casefold()
    if number := _NUMBER.match(bare):
        bare = bare[number.end() :]
    return _REMARK.sub("", bare).strip("*_:： \t")
