"""The headings under which texts list their sources."""

import re

_NAMES = frozenset(
    """
    source; sources; source list; list of sources; sources used; sources cited; cited sources;
    key sources;
    sources and references; references and sources; reference; references; reference list;
    references cited;
    references and notes; notes and references; selected references; key references; works cited;
    citations; key citations; bibliography; literature; literature cited; endnotes; footnotes
    quellen; quellenverzeichnis; quellenangaben; literaturverzeichnis; literatur; einzelnachweise;
    références; sources citées; bibliographie; notes et références
    referencias; bibliografía; fuentes; fuentes citadas; obras citadas
    referências; referências citadas; bibliografia; fontes; fonti; riferimenti; note e riferimenti
    источники; список источников; литература; список литературы; примечания; библиография
    参考文献; 参考资料; 参考内容如下; 关键引用; 参考来源; 引用来源; 资料来源; 数据来源; 来源; 引用
    引用文献; 主要参考文献; 主要参考资料; 參考文獻; 參考資料; 資料來源; 来源列表; 参考链接
    文献来源; 出典; 参照; 参考文献一覧; 출처; 참고 출처; 참고문헌; 참고 문헌; 참고자료
    المراجع; المصادر; مصادر; संदर्भ; स्रोत
    """.replace("\n", ";").split(";")
)
_KNOWN = frozenset(name.strip() for name in _NAMES if name.strip())
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\\?\.\d{1,2})*\\?[.)、]?|[一二三四五六七八九十]{1,3}[、.]|[IVX]{1,5}\.)\s*"
)
_AROUND = re.compile(r"^[^\w(（\[]+|[^\w)）\]]+$|_+$")
"""Emphasis, a colon, or a picture such as 📚."""

_AND = re.compile(r"\s*(?:,|&|/|、|与|和|及|\band\b|\bund\b|\bet\b|\by\b)\s*")
_CONVERSATION = re.compile(
    r"(?:source|quelle|origen|fuente|fonte)\s?: \w{1,20} (?:with|mit|avec|con|com) "
    r"(?:bing|copilot)\b[\s,\d./-]*"
)
"""Above the list of a chat program: `Source: Conversation with Bing, 4/21/2024`."""

_REMARK = re.compile(r"\s*[(（][^()（）]{0,80}[)）]")


_LONGEST = 120
_SENTENCE_ENDS = frozenset(".!?…。！？")


def heads_source_list(words: str) -> bool:
    """Whether a line's words are those above a source list, whatever its markup."""
    if len(words) > _LONGEST or words[-1:] in _SENTENCE_ENDS:
        return False
    bare = _AROUND.sub("", words).removesuffix("[edit]").casefold()
    if number := _NUMBER.match(bare):
        bare = bare[number.end() :]
    if _CONVERSATION.fullmatch(bare):
        return True
    bare = _REMARK.sub("", bare).strip("*_:： \t")
    return bare in _KNOWN or (bool(bare) and all(part in _KNOWN for part in _AND.split(bare)))
