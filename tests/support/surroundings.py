"""Broken surroundings of a command: what it is connected to, what the environment says, which paths it is given."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = "from oversight_graph.cli import main; main()"
SERVED = (  # all of `serve` but the waiting for visitors
    "import signal, uvicorn\nuvicorn.Server.run = lambda self, sockets: signal.raise_signal(signal.SIGTERM)\n" + PROGRAM
)
NO_UTF8 = b"\xff\xfe\x80".decode("utf-8", "surrogateescape")
LONG = "长" * 200


@dataclass
class Case:
    """A command about to be run. `told`: whether what is wrong can be read on its standard error."""

    folder: Path
    words: list[str]
    environment: dict[str, str]
    cwd: Path
    fails: bool = False
    told: bool = True
    stdin: int | None = subprocess.DEVNULL
    stdout: int = subprocess.PIPE
    stderr: int = subprocess.PIPE
    before: list[Callable[[], None]] = field(default_factory=list)
    program: str = PROGRAM

    def run(self) -> subprocess.CompletedProcess[bytes]:
        def prepare() -> None:
            for step in self.before:
                step()

        return subprocess.run(
            [sys.executable, "-c", self.program, *self.words], cwd=self.cwd, env=self.environment, stdin=self.stdin, stdout=self.stdout,
            stderr=self.stderr, preexec_fn=prepare, check=False, timeout=300,
        )  # fmt: skip


Surrounding = Callable[[Case], "contextlib.AbstractContextManager[None] | None"]


def closed(*numbers: int) -> Surrounding:
    def make(case: Case) -> None:
        case.told = 2 not in numbers
        case.before += [lambda number=number: os.close(number) for number in numbers]  # type: ignore[misc]

    return make


def full(number: int) -> Surrounding:
    @contextlib.contextmanager
    def make(case: Case) -> Iterator[None]:
        with Path("/dev/full").open("wb") as file:
            setattr(case, ("", "stdout", "stderr")[number], file.fileno())
            case.told = number != 2
            yield

    return make


@contextlib.contextmanager
def reader_gone(case: Case) -> Iterator[None]:
    """As `| head -1` when it has ended: every write fails."""
    read, write = os.pipe()
    os.close(read)
    case.stdout = write
    yield
    os.close(write)


def environment(**values: str | None) -> Surrounding:
    def make(case: Case) -> None:
        for name, value in values.items():
            case.environment.pop(name, None)
            if value is not None:
                case.environment[name] = value

    return make


def store(name: str, make: Callable[[Path], None] = lambda place: None) -> Surrounding:
    """OVERSIGHT_STORE names something that is no store."""

    def put(case: Case) -> None:
        place = Path(name) if name.startswith(("/", "~")) else case.folder / name
        make(place)
        case.environment["OVERSIGHT_STORE"] = str(place)

    return put


def shut(case: Case) -> None:
    """The store in a folder that mayn't be entered."""
    ordinary(case)
    folder = case.folder / "shut"
    folder.mkdir()
    folder.chmod(0)
    case.environment["OVERSIGHT_STORE"] = str(folder / "s.lbug")


def ordinary(case: Case) -> None:
    """As a user whom the rights of files bind: root without its exemptions."""

    def drop() -> None:
        if os.geteuid() == 0:
            library = ctypes.CDLL(None)
            for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
                library.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP, which takes effect with the program that is started next

    case.before.append(drop)


def no_folder(case: Case) -> None:
    """The current folder is deleted while the command starts."""
    gone = case.folder / "gone"
    gone.mkdir()
    case.cwd = gone
    case.before.append(gone.rmdir)


def relative_in_no_folder(case: Case) -> None:
    no_folder(case)
    case.environment["OVERSIGHT_STORE"] = "s.lbug"


def out(name: str, make: Callable[[Path], None] = lambda place: None, fails: bool = True) -> Surrounding:
    """Another place for --out; `*` stands for the ending that the command wants."""

    def put(case: Case) -> None:
        at = case.words.index("--out") + 1
        place = case.folder / name.replace("*", Path(case.words[at]).suffix)
        make(place)
        ordinary(case)
        case.words[at] = str(place)
        case.fails = fails

    return put


def read_only(place: Path) -> None:
    place.write_text("before")
    place.chmod(0o444)


def to_full(place: Path) -> None:
    place.symlink_to("/dev/full")


def given(name: str, shut: bool = False) -> Surrounding:
    """Another file to read."""

    def put(case: Case) -> None:
        at = next(number for number, word in enumerate(case.words) if word.endswith("c.yaml"))
        folder = case.folder / "in"
        folder.mkdir()
        case.words[at] = str(folder / name)
        if shut:
            ordinary(case)
            folder.chmod(0)
        case.fails = True

    return put


def typed(case: Case) -> None:
    """A word that isn't UTF-8."""
    case.words = [NO_UTF8 if word in ("g-water", "水利厅") else word for word in case.words]
    if case.words[0] == "cypher":
        case.words[1] = f"RETURN '{NO_UTF8}' AS x"
    case.fails = True


EVERYWHERE: dict[str, Surrounding] = {
    "stdin closed": closed(0), "stdout closed": closed(1), "stderr closed": closed(2), "all closed": closed(0, 1, 2),
    "stdout full": full(1), "stderr full": full(2), "reader gone": reader_gone,
    "COLUMNS=abc": environment(COLUMNS="abc"), "COLUMNS=0": environment(COLUMNS="0"), "COLUMNS=1": environment(COLUMNS="1"),
    "COLUMNS=100000": environment(COLUMNS="100000"), "COLUMNS=-1": environment(COLUMNS="-1"), "COLUMNS=²": environment(COLUMNS="²"),
    "LINES=abc": environment(LINES="abc", COLUMNS=None), "TERM=dumb": environment(TERM="dumb", COLUMNS=None), "no TERM": environment(TERM=None),
    "NO_COLOR": environment(NO_COLOR="1"), "FORCE_COLOR": environment(FORCE_COLOR="1"),
    "ascii": environment(PYTHONIOENCODING="ascii"), "latin-1": environment(PYTHONIOENCODING="latin-1"), "gb18030": environment(PYTHONIOENCODING="gb18030"),
    "C": environment(LC_ALL="C"), "C, not coerced": environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    "no HOME": environment(HOME=None, OVERSIGHT_STORE=None), "no home folder": environment(HOME="/proc/none", XDG_DATA_HOME=None, OVERSIGHT_STORE=None),
    "no XDG": environment(XDG_DATA_HOME="/proc/none", XDG_CACHE_HOME="/proc/none", OVERSIGHT_STORE=None), "no current folder": no_folder,
}  # fmt: skip
STORES: dict[str, Surrounding] = {
    "store is a folder": store("d.lbug", Path.mkdir), "store is /dev/null": store("/dev/null"), "store is /dev/full": store("/dev/full"),
    "store is a fifo": store("p.lbug", os.mkfifo), "store is a text": store("t.lbug", lambda place: place.write_text("text" * 4000) and None),
    "store is empty": store("e.lbug", Path.touch), "store under a file": store("c.yaml/s.lbug"), "store is shut": shut, "store's name is long": store(f"{LONG}.lbug"),
    "store's name isn't UTF-8": store(f"{NO_UTF8}.lbug"), "nobody's home": store("~nobody-of-this-name/s.lbug"), "store in no folder": relative_in_no_folder,
    "store is a link to itself": store("l.lbug", lambda place: place.symlink_to(place)),
}  # fmt: skip
OUTS: dict[str, Surrounding] = {
    "out is full": out("full*", to_full), "out is a folder": out("folder*", Path.mkdir), "out in a missing folder": out("a/b/c*", fails=False),
    "out is read-only": out("kept*", read_only), "out is long": out(f"{LONG}*"), "out isn't UTF-8": out(f"{NO_UTF8}*", fails=False),
    "out in /proc": out("/proc/none/x*"), "out under a file": out("c.yaml/x*"), "out is a link": out("link*", lambda place: place.symlink_to(place.with_name("target")), False),
}  # fmt: skip
FILES: dict[str, Surrounding] = {
    "file in a shut folder": given("c.yaml", shut=True), "files in a shut folder": given("*.yaml", shut=True), "file's name is long": given(f"{LONG}.yaml"),
    "file's name isn't UTF-8": given(f"{NO_UTF8}.yaml"),
}  # fmt: skip
TYPED: dict[str, Surrounding] = {"a word isn't UTF-8": typed}
