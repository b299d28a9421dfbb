"""Opening a text of one's own: dropped or pasted, read with a bar that shows how far it is."""

from collections.abc import Mapping

import streamlit as st

from dashboard.errors import DashboardError, InputError
from dashboard.page import incident
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.opening import own, shelf
from dashboard.page.platform.elements import Place
from dashboard.page.session import S
from dashboard.study import about, analysis, intake
from dashboard.study.about import About
from dashboard.vocabulary.encode import label, one_line

_MEGABYTES = intake.MAX_BYTES // 1_000_000


def show(names: list[str]) -> None:
    """The choice among the analyses, and the door through which others come."""
    if len(names) > 1:
        mine = set(own.names())
        st.selectbox(
            "Analysis",
            names,
            key="analysis",
            label_visibility="collapsed",
            width=260,
            format_func=lambda name: one_line(f"Yours: {name}" if name in mine else name),
        )
    # A new key after each text: the field is empty again, and the door shut.
    times = S.n_handed
    with st.container(key="opener", width="content"):
        popover = st.popover(
            "Open a text", icon=":material/upload_file:", key=f"opener_{times}", on_change="rerun"
        )
    if not popover.open:
        return
    with popover:
        # Of any type: the field would pass over others without a word.
        st.file_uploader(
            "Drop a text, web page, Word or PDF file, or several",
            key=S.upload.key(times),
            accept_multiple_files=True,
            on_change=safely(_uploaded),
            max_upload_size=_MEGABYTES,
        )
        st.text_area("Or paste a text with its list of sources", key="pasted", height=130)
        st.button("Read the pasted text", key="read_pasted", on_click=safely(_pasted))
        st.html(
            '<p class="said">It stays on this machine and in this tab: closing or reloading the '
            "tab forgets it, unless you save its folder. A codebook.yaml or about.yaml by itself "
            "is applied to the text that is open.</p>"
        )


def take_in(opened: Opened | None, place: Place) -> bool:
    """Read what was handed over, if there is anything, and open the first of it.

    Args:
        opened: The analysis that is open; YAML files alone are laid beside its text.
        place: Where the bar stands meanwhile.

    Returns:
        Whether there was anything.
    """
    handed, S.handed = S.handed, []
    if not handed:
        return False
    told: list[str] = []
    came: list[str] = []
    parts: dict[str, bytes] = {}
    bar = place.progress(0.0)
    for n_read, (file, data) in enumerate(handed):
        bar.progress(n_read / len(handed), f"Reading {label(one_line(file), 80)}…")
        try:
            if file.lower().endswith(intake.PARTS):
                parts[intake.part(data, file)] = data
                continue
            folders = intake.take(data, file)
        except DashboardError as error:
            told += str(error).splitlines()
            continue
        except Exception:
            told.append(str(incident.reading(file)))
            continue
        for folder in folders:
            try:
                came.append(_kept(folder, file if len(folders) == 1 else f"{file}/{folder.name}"))
            except DashboardError as error:
                told += str(error).splitlines()
    if parts:
        bar.progress(1.0, "Reading the YAML files…")
        S.basis = None  # that of the themes before may find nothing of these
        try:
            came = _beside(parts, came, opened)
        except DashboardError as error:
            told += str(error).splitlines()
        except Exception:
            told.append(str(incident.reading(", ".join(parts))))
    place.empty()
    S.told = told
    if came:
        S.put(analysis=came[0], lost=[])
    return True


def lay_beside(opened: Opened, files: Mapping[str, bytes]) -> str:
    """Put files beside the text that is open, in a copy if it is not the session's own.

    A codebook takes the codings and events along that are made for the one before.
    """
    name = opened.analysis.id
    kept = dict(opened.files)
    if analysis.CODEBOOK in files:
        for other in (analysis.CODINGS, analysis.EVENTS):
            kept.pop(other, None)
    kept.update(files)
    if opened.is_own:
        own.change(name, kept)
        return name
    return own.add(f"{name}, changed", kept)


def lay_about(opened: Opened, told: About) -> str:
    """Put what is known of the text that is open beside it, as `lay_beside` does.

    Raises:
        InputError: There is such a file that can't be read, and what it says would be lost.
        ValueError: Something in `told` can't be written.
    """
    if any(fault.file == analysis.ABOUT for fault in opened.analysis.faults):
        raise InputError.at(
            analysis.ABOUT, "it can't be read, so nothing was changed; fix it first"
        )
    return lay_beside(opened, {analysis.ABOUT: about.write(told)})


def _kept(folder: intake.Folder, file: str) -> str:
    """Take one text along, unless it turns out that it cannot be read."""
    name = own.add(folder.name, folder.files)
    try:
        shelf.read({}, name)
    except InputError as error:
        own.remove(name)
        raise intake.named(error, file) from None
    except Exception:
        own.remove(name)
        raise incident.reading(file) from None
    return name


def _beside(parts: Mapping[str, bytes], came: list[str], opened: Opened | None) -> list[str]:
    """Lay YAML files beside the one text that came with them, or the one that is open."""
    if len(came) > 1:
        names = ", ".join(parts)
        raise InputError.at(
            names, f"{len(came)} texts came with it; open it together with just one of them"
        )
    if came and (mine := own.get(came[0])):
        own.change(came[0], {**mine.files, **parts})
        return came
    if opened is None:
        raise InputError.at(
            ", ".join(parts), "no text is open that it could belong to; open one with it"
        )
    return [lay_beside(opened, parts)]


def _uploaded() -> None:
    times = S.n_handed
    S.handed = [(file.name, file.getvalue()) for file in S.upload.get(times) or []]
    S.n_handed = times + 1


def _pasted() -> None:
    text: str = S.pasted
    if text.strip():
        S.handed = [(intake.paste(text), text.encode("utf-8", "replace"))]
        S.put(pasted="", n_handed=S.n_handed + 1)
