import os
import socket

import pytest

from dashboard.errors import Fault, InputError
from dashboard.study import folder

linux_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
LINK = "not read: a link that leads out of the folder or nowhere; put the file here"
LINKED_FOLDER = "not shown: a link that leads out of the folder or nowhere; put the folder here"


def faults_of(function, path):
    with pytest.raises(InputError) as caught:
        function(path)
    return caught.value.faults


def test_the_files_of_an_analysis_are_read_by_name(tmp_path):
    (tmp_path / "analysis.txt").write_bytes(b"a\r\n")
    (tmp_path / "about.yaml").write_bytes(b"\xff")

    assert folder.files(tmp_path) == ({"about.yaml": b"\xff", "analysis.txt": b"a\r\n"}, ())


def test_what_the_system_and_editors_leave_behind_is_passed_over(tmp_path):
    for name in (".DS_Store", ".analysis.txt.swp", "analysis.txt~"):
        (tmp_path / name).write_text("x")

    assert folder.files(tmp_path) == ({}, ())


def test_every_other_file_is_told(tmp_path):
    (tmp_path / "codebook.yml").write_text("x")
    (tmp_path / "more").mkdir()

    assert folder.files(tmp_path) == (
        {},
        (
            Fault("codebook.yml", "not read; did you mean 'codebook.yaml'?"),
            Fault(
                "more",
                "not read; choose from analysis.txt, analysis.md, about.yaml, codebook.yaml, "
                "codings.yaml, events.yaml",
            ),
        ),
    )


def test_a_folder_with_the_name_of_a_file_is_told(tmp_path):
    (tmp_path / "about.yaml").mkdir()

    assert folder.files(tmp_path) == (
        {},
        (Fault("about.yaml", "not read: this is a folder; name the file in it"),),
    )


def test_a_file_too_large_is_told(tmp_path):
    with (tmp_path / "analysis.txt").open("wb") as stream:
        stream.truncate(25_000_001)

    assert folder.files(tmp_path) == (
        {},
        (Fault("analysis.txt", "not read: larger than 25 MB; shorten it"),),
    )


def test_the_largest_file_allowed_is_read(tmp_path):
    with (tmp_path / "analysis.txt").open("wb") as stream:
        stream.truncate(25_000_000)

    assert len(folder.files(tmp_path)[0]["analysis.txt"]) == 25_000_000


@linux_only
def test_links_out_of_the_folder_to_nothing_and_in_circles_are_told(tmp_path):
    (tmp_path / "secret").write_text("s")
    inside = tmp_path / "analysis"
    inside.mkdir()
    (inside / "about.yaml").symlink_to("../secret")
    (inside / "analysis.md").symlink_to("nowhere")
    (inside / "analysis.txt").symlink_to("analysis.txt")
    (inside / "codebook.yaml").symlink_to("/etc/passwd")

    assert folder.files(inside) == (
        {},
        tuple(
            Fault(name, LINK)
            for name in ("about.yaml", "analysis.md", "analysis.txt", "codebook.yaml")
        ),
    )


@linux_only
def test_a_link_within_the_folder_is_followed(tmp_path):
    (tmp_path / ".texts").mkdir()
    (tmp_path / ".texts" / "v2.txt").write_text("words")
    (tmp_path / "analysis.txt").symlink_to(".texts/v2.txt")

    assert folder.files(tmp_path) == ({"analysis.txt": b"words"}, ())


@linux_only
def test_a_pipe_or_socket_is_told_and_not_waited_for(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "analysis.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("about.yaml")

        found, faults = folder.files(tmp_path)

    assert found == {}
    assert [fault.file for fault in faults] == ["about.yaml", "analysis.txt"]
    assert faults[1].message == "not read: this is a pipe or device, not a file; remove it"


@linux_only
def test_a_device_is_not_read(tmp_path):
    assert faults_of(folder.read, type(tmp_path)("/dev/zero")) == (
        Fault("zero", "not read: this is a pipe or device, not a file; remove it"),
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_is_not_ours_to_read_is_told(tmp_path):
    (tmp_path / "about.yaml").write_text("x")
    (tmp_path / "about.yaml").chmod(0)

    assert folder.files(tmp_path) == (
        {},
        (Fault("about.yaml", "not read: no permission to read it; change its permissions"),),
    )


@linux_only
def test_a_name_that_is_not_utf8_or_moves_the_cursor_is_told_with_escapes(tmp_path):
    for name in (b"a\xff.txt", b"b\x1b[2J\n.txt"):
        (tmp_path / os.fsdecode(name)).touch()

    found, faults = folder.files(tmp_path)

    assert found == {}
    assert [fault.file for fault in faults] == [r"a\udcff.txt", r"b\x1b[2J\n.txt"]


def test_analyses_are_the_folders_in_a_data_folder_by_name(tmp_path):
    for name in ("b", "a", ".git"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("x")

    assert folder.names(tmp_path) == ([tmp_path / "a", tmp_path / "b"], ())


def test_a_folder_that_is_itself_an_analysis_is_the_only_one(tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "analysis.md").write_text("x")

    assert folder.names(tmp_path) == ([tmp_path], ())


@linux_only
def test_a_linked_folder_elsewhere_is_no_analysis_of_ours_and_is_told(tmp_path):
    data = tmp_path / "data"
    (data / "a").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (data / "b").symlink_to("../other")
    (data / "c").symlink_to("a")

    assert folder.names(data) == ([data / "a", data / "c"], (Fault("b", LINKED_FOLDER),))


@linux_only
def test_links_in_circles_and_names_that_are_not_utf8_are_told_beside_the_rest(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "notes.txt").touch()
    (tmp_path / "read-me").symlink_to(__file__)
    for link, target in (("l1", "l1"), ("l2", "l3"), ("l3", "l2"), ("l4", "nowhere")):
        (tmp_path / link).symlink_to(target)
    (tmp_path / os.fsdecode(b"z\xff")).mkdir()

    assert folder.names(tmp_path) == (
        [tmp_path / "a"],
        (
            *(Fault(name, LINKED_FOLDER) for name in ("l1", "l2", "l3", "l4")),
            Fault(r"z\udcff", "not shown: its name is not UTF-8; rename it"),
        ),
    )


@linux_only
def test_a_data_folder_of_faulty_links_alone_tells_each(tmp_path):
    (tmp_path / "loop").symlink_to("loop")

    assert faults_of(folder.names, tmp_path) == (
        Fault(tmp_path.name, "contains no analysis; put analysis.txt into it"),
        Fault("loop", LINKED_FOLDER),
    )


def test_a_data_folder_without_analyses_says_what_to_do(tmp_path):
    assert faults_of(folder.names, tmp_path) == (
        Fault(tmp_path.name, "contains no analysis; put analysis.txt into it"),
    )


@pytest.mark.parametrize("function", [folder.files, folder.names])
def test_a_missing_folder_is_one_clear_error(function, tmp_path):
    assert faults_of(function, tmp_path / "nope") == (
        Fault("nope", "there is no such file or folder; check the name"),
    )


@pytest.mark.parametrize("function", [folder.files, folder.names])
def test_a_file_is_no_folder(function, tmp_path):
    (tmp_path / "a.txt").write_text("x")

    assert faults_of(function, tmp_path / "a.txt") == (
        Fault("a.txt", "this is a file; name the folder it is in"),
    )


def test_the_shipped_data_lies_beside_the_settings_of_the_page():
    assert (folder.shipped() / "trump-putin-us-russia" / "analysis.txt").is_file()
    assert (folder.shipped().parent / ".streamlit" / "config.toml").is_file()
