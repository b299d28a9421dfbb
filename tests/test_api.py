"""The public Python API: `import dashboard`, then five verbs from a file to its figures."""

import subprocess
import sys

import pytest

import dashboard
from dashboard.errors import InputError
from dashboard.figures import whole
from dashboard.study import folder
from tests.conftest import CODEBOOK, CODINGS, TEXT


@pytest.fixture
def place(tmp_path):
    """A data folder with the small analysis."""
    files = {"analysis.txt": TEXT, "codebook.yaml": CODEBOOK, "codings.yaml": CODINGS}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def tables(place):
    return dashboard.tabulate(dashboard.read(place))


def test_importing_the_package_imports_no_library():
    script = (
        "import sys, dashboard; "
        "print([name for name in ('pandas', 'plotly', 'streamlit', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_the_package_offers_five_verbs_and_nothing_else():
    assert dashboard.__all__ == ["draw", "measure", "passages", "read", "tabulate"]
    assert all(callable(getattr(dashboard, name)) for name in dashboard.__all__)
    assert set(dashboard.__all__) <= set(dir(dashboard))
    with pytest.raises(AttributeError, match="'dashboard' has no attribute 'reed'"):
        _ = dashboard.reed


def test_a_folder_a_file_and_its_content_give_the_same_document(place):
    file = place / "analysis.txt"
    from_file = dashboard.read(file).document

    assert dashboard.read(place).document.sections == from_file.sections
    assert dashboard.read(file.read_bytes(), "analysis.txt").document == from_file
    assert dashboard.read(str(file)).document == from_file


def test_what_lies_beside_a_text_and_cannot_be_read_is_warned_of(place):
    (place / "codebook.yml").write_text(CODEBOOK, "utf-8")

    with pytest.warns(UserWarning, match="codebook.yml: not read; did you mean"):
        analysis = dashboard.read(place)

    assert len(analysis.faults) == 1


def test_one_text_is_read_never_the_first_of_several(tmp_path):
    parent = tmp_path / "data"
    for name in ("one", "two"):
        (parent / name).mkdir(parents=True)
        (parent / name / "analysis.txt").write_text(TEXT, "utf-8")

    with pytest.raises(InputError, match="there are 2 texts here; read one of them alone"):
        dashboard.read(parent)


@pytest.mark.parametrize(("source", "name"), [(b"Rain fell [1].", None), ("report.md", "a.md")])
def test_content_has_a_name_and_a_path_is_its_own(source, name):
    with pytest.raises(ValueError, match="name the content of a file"):
        dashboard.read(source, name)


def test_what_is_not_there_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(InputError, match="there is no such file or folder"):
        dashboard.read(tmp_path / "nothing.md")


def test_themes_are_counted_on_one_basis_the_first_unless_another_is_named(place):
    analysis = dashboard.read(place)
    bases = [set(dashboard.tabulate(analysis, b).codings["basis"]) for b in (None, "term")]

    assert bases == [{"hand"}, {"term"}]
    with pytest.raises(ValueError, match="coded by 'words' here; choose from: hand, term, section"):
        dashboard.tabulate(analysis, "words")


def test_a_measure_takes_what_it_asks_for_besides(tables):
    support = dashboard.measure(tables, "support", without=["3"])

    assert support["state"].tolist() == ["supported", "bare", "supported", "uncited", "weakened"]


def test_a_chart_is_the_page_s_own(tables):
    figure = dashboard.draw(tables, "theme_by_source", colours=["#123456"])
    tiles = [
        text
        for trace in figure.data[:3]
        for keys, text in zip(trace.customdata, trace.text, strict=True)
        if list(keys[:2]) == ["cost", "2"]
    ]

    assert len(tiles) == 1
    assert ">1<" in tiles[0]
    assert "#123456" in figure.to_json().lower()


@pytest.mark.parametrize("name", whole.CHARTS)
def test_every_chart_is_drawn_from_tables_alone(tables, name):
    assert dashboard.draw(tables, name).data
    assert dashboard.draw(tables, name, dark=True).data


def test_every_chart_is_drawn_without_themes_or_citations():
    bare = dashboard.tabulate(dashboard.read(b"Rain fell. Nobody knows why.", "rain.txt"))

    assert all(dashboard.draw(bare, name).layout.height for name in whole.CHARTS)


def test_the_passages_behind_a_number_match_all_that_is_asked(tables):
    found = dashboard.passages(tables, themes="noise", sources=["3", "4"], words="FRIDGE")

    assert found["text"].tolist() == ["New models are quieter than a fridge [3] [4]."]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda t: dashboard.measure(t, "source_count"), "no measure 'source_count'; did you mean"),
        (lambda t: dashboard.draw(t, "heatmap"), "no chart 'heatmap'; did you mean"),
        (lambda t: dashboard.passages(t, themes="costs"), "no theme 'costs'; did you mean 'cost'"),
        (lambda t: dashboard.passages(t, sources="99"), "no source '99'"),
        (lambda t: dashboard.passages(t, sections="s9"), "no section 's9'"),
    ],
)
def test_a_name_that_is_not_there_is_refused_and_the_nearest_named(tables, call, said):
    with pytest.raises(ValueError, match=said):
        call(tables)


def test_the_shipped_analysis_reads_without_a_warning(recwarn):
    dashboard.read(folder.shipped() / "trump-putin-us-russia")

    assert not recwarn
