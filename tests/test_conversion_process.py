"""The process that converts: what it is given, what it may take, and that it leaves nothing."""

import json
import os
import sys
import threading
import time

import pytest

from dashboard import conversion
from dashboard.conversion import child, sandbox
from dashboard.conversion.sandbox import Limits
from dashboard.errors import InputError

PAGE = b"<html><body><h1>Mills</h1><p>They turn [1].</p><img src=a.png></body></html>"
SAYS = "import json, os, sys\nprint(json.dumps({'refused': json.dumps(said())}))"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such processes")


def said_by_child(monkeypatch, code, limits=sandbox.LIMITS):
    """What a child says that runs some code in place of a conversion."""
    monkeypatch.setattr(sandbox, "_START", f"{code}\n{SAYS}")
    with pytest.raises(InputError) as caught:
        sandbox.run(b"given", "a.html", limits)
    return json.loads(str(caught.value).removeprefix("a.html: "))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("C:\\texts\\My mills.html", "My mills.md"),
        ("a\x00b.html", "ab.md"),
        ("m" * 200_000 + ".html", "m" * 100 + ".md"),
        ("\u202e.html", "text.md"),
    ],
)
def test_any_name_of_a_file_will_do(file, name):
    assert conversion.convert(PAGE, file)[0].name == name


def test_what_a_conversion_notes_comes_back():
    assert conversion.convert(PAGE, "a.html")[0].notes == ("1 picture is left out",)


@posix
def test_a_child_has_an_empty_folder_and_knows_nothing_of_its_parent(monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    code = """def said():
    return [sorted(os.environ), os.listdir(), sys.flags.isolated, sys.stdin.read(), sys.argv[2:],
            os.getpgid(0) == os.getpid()]"""

    names, files, *rest = said_by_child(monkeypatch, code, Limits(seconds=7, memory=99_000_000))

    assert set(names) <= {"HOME", "TMPDIR", "TEMP", "LC_ALL", "LC_CTYPE", "__CF_USER_TEXT_ENCODING"}
    assert files == []
    assert rest == [1, "given", ["a.html", "7", "99000000"], True]


@posix
def test_what_a_child_started_ends_with_it(monkeypatch, tmp_path):
    import fcntl

    lock = tmp_path / "lock"
    code = f"""def said():
    import subprocess
    held = "import fcntl, time; f = open({str(lock)!r}, 'w'); fcntl.flock(f, 2); print(flush=True);"
    other = subprocess.Popen([sys.executable, "-c", held + "time.sleep(600)"], stdout=-1)
    return other.stdout.read(1).decode()"""

    assert said_by_child(monkeypatch, code) == "\n"
    with lock.open() as file:
        for _ in range(3000):  # the system needs a moment to end it
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                time.sleep(0.01)
        else:
            pytest.fail("it still runs")


def test_what_a_child_complains_of_is_not_printed(monkeypatch, capfd):
    said_by_child(monkeypatch, "def said(): return sys.stderr.write('oops')")

    assert capfd.readouterr() == ("", "")


def test_of_an_endless_answer_only_the_beginning_is_read(monkeypatch):
    monkeypatch.setattr(sandbox, "MAX_TEXT", 10)

    with pytest.raises(InputError, match="it cannot be converted"):
        sandbox.run(PAGE, "a.html")


def test_at_most_two_files_are_converted_at_once(monkeypatch):
    running, most = [], []
    two = threading.Barrier(2, timeout=120)

    def run(*_):
        running.append(1)
        most.append(len(running))
        two.wait()  # no one ends before another has begun
        time.sleep(0.02)  # a third would come in here
        running.pop()
        return 1

    def convert():
        with pytest.raises(InputError):
            sandbox.run(PAGE, "a.html")

    monkeypatch.setattr(sandbox, "_run", run)
    threads = [threading.Thread(target=convert) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(most) == 6
    assert max(most) == 2


def test_the_largest_file_is_let_in():
    with pytest.raises(InputError, match="this is plain text, not a Word file"):
        conversion.convert(b"x" * conversion.MAX_BYTES, "a.docx")


def test_a_text_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(child, "MAX_TEXT", 10)

    answer = child.answered(PAGE, "a.html", guard=False)

    assert answer == {"refused": "its text has more than 0 MB; split the file"}


@posix
@pytest.mark.parametrize("most", [40, 4_000])
def test_an_answer_that_is_too_large_is_refused(monkeypatch, most):
    code = f"""sys.path.insert(0, sys.argv[1])
from dashboard.conversion import child
child.MAX_TEXT = {most}
child.main("a.html", 20, 10**9)"""
    monkeypatch.setattr(sandbox, "_START", f"import sys\n{code}")
    page = f"<p>{'é' * 30}</p>".encode()

    if most < 100:
        with pytest.raises(InputError, match="its text is too large; split the file"):
            sandbox.run(page, "a.html")
    else:
        assert sandbox.run(page, "a.html")[0].text == "é" * 30 + "\n"


def test_halves_of_characters_in_a_title_are_replaced():
    (text,) = conversion.convert(b'{"text": "One.", "title": "T \\ud800"}', "r.json")

    assert text.title == "T \ufffd"


def test_a_fault_of_ours_is_no_refusal(monkeypatch):
    monkeypatch.setitem(child.MODULES, ".html", "nothing")

    with pytest.raises(ModuleNotFoundError):
        child.answered(PAGE, "a.html", guard=False)


@posix
def test_a_conversion_is_guarded(monkeypatch):
    code = f"""sys.path.insert(0, {str(sandbox._ROOT)!r})
def said():
    from dashboard.conversion import child
    child.answered({PAGE!r}, "a.html")
    try:
        return open("/etc/hostname").read()
    except PermissionError:
        return "refused\""""

    assert said_by_child(monkeypatch, f"import sys\n{code}") == "refused"


@posix
def test_a_system_that_sets_no_limits_is_no_fault(monkeypatch):
    code = f"""import resource, sys
sys.path.insert(0, {str(sandbox._ROOT)!r})
def said():
    from dashboard.conversion import child
    child.limit(7, 10**9)
    core = resource.getrlimit(resource.RLIMIT_CORE)
    def refused(*_):
        raise ValueError
    resource.setrlimit = refused
    child.limit(5, 10**9)
    return [*core, resource.getrlimit(resource.RLIMIT_CPU)[0]]"""

    assert said_by_child(monkeypatch, code) == [0, 0, 7]


def test_the_environment_names_the_folder_only():
    assert set(sandbox._environment("x").values()) - {os.environ.get("SYSTEMROOT")} == {
        "x",
        "C.UTF-8",
    }
