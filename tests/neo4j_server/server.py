"""A Neo4j server of our own: Server.java on the jars that bring.sh has brought."""

from __future__ import annotations

import re
import secrets
import selectors
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import neo4j

from neo4j_server.address import Address

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent.parent / ".cache"
VERSION = re.search(r"<version>(.+?)</version>", (HERE / "pom.xml").read_text("utf-8")).group(1)  # type: ignore[union-attr]
PARTS = CACHE / f"neo4j-{VERSION}"
BRING = "sh tests/neo4j_server/bring.sh"

QUICK = (
    "-Xmx1g",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
    "-XX:+DisplayVMOutputToStderr",
)
"""The first compiler alone: a start then costs 8 s of processor time instead of 14, and statements that are each planned once aren't planned faster
with both. One thread that collects garbage saves a tenth of all. Where the code of Neo4j's jars isn't verified, a start costs a fifth less still. What Java has to say goes where its log is, not before the line that says where the server listens."""

SETTINGS = {
    "dbms.security.auth_enabled": "true",
    "dbms.security.auth_max_failed_attempts": "0",  # a test that tries wrong passwords would lock out the next one
    "dbms.usage_report.enabled": "false",
    "server.bolt.enabled": "true",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "64m",
    "db.tx_log.preallocate": "false",  # a quarter of a gigabyte for each database
    "internal.cypher.use_parameter_size": "false",  # else the same statement is planned anew, for seconds, where a name or a list is longer
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # else a stop takes ten seconds
}


class NotStarted(Exception):
    """Why a server didn't come up, with the end of its log."""


class Server(Address):
    """A server that is stopped and started as a test wants; it ends with the process that made it.

    Its home is a temporary folder unless one is given. The port is a free one unless one is given, and stays the same from the first
    start on, as do home and password.
    """

    def __init__(
        self,
        home: Path | None = None,
        *,
        port: int = 0,
        password: str | None = None,
        java: Sequence[str] = QUICK,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("", "neo4j", password or secrets.token_urlsafe(12))
        self._temporary = home is None
        self.home = (Path(tempfile.mkdtemp(prefix="neo4j-")) if home is None else home).resolve()
        self.port, self._java, self._settings = port, java, SETTINGS | dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def can_be_had() -> bool:
        return PARTS.is_dir() and shutil.which("java") is not None

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, seconds: float = 120) -> None:
        """Returns when the server has answered to the password. Raises NotStarted after `seconds`, or as soon as it has ended."""
        assert not self.running
        deadline = time.monotonic() + seconds
        self.home.mkdir(parents=True, exist_ok=True)
        settings = self._settings | {"server.bolt.listen_address": f"127.0.0.1:{self.port}"}
        (self.home / "server.conf").write_text("".join(f"{key}={value}\n" for key, value in settings.items()), "utf-8")
        command = ["java", *self._java, "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", f"{PARTS}:{PARTS}/lib/*", "Server", str(self.home), "server.conf"]
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C in a terminal reaches the tests, and they end the server.
            self._process = subprocess.Popen(
                command, cwd=self.home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True
            )  # fmt: skip
        try:
            self.port = self._listens_at(deadline)
            self.uri = f"bolt://127.0.0.1:{self.port}"
            if not (self.home / "password_set").exists():
                self._set_password()
            self.ask("RETURN 1")
        except BaseException as error:
            self.kill()
            if isinstance(error, Exception):
                raise NotStarted(f"The Neo4j server didn't start: {error}\n{self.tail()}") from error
            raise

    def stop(self, seconds: float = 60) -> None:
        """End it in good order, all written."""
        self._end(seconds, gently=True)

    def kill(self) -> None:
        """End it as a power failure would."""
        self._end(60, gently=False)

    def wait(self) -> int:
        """Until it ends by itself."""
        assert self._process is not None
        return self._process.wait()

    def restart(self) -> None:
        self.stop()
        self.start()

    def close(self) -> None:
        """Kill it if it still runs, and remove a temporary home."""
        self.kill()
        if self._temporary:
            shutil.rmtree(self.home, ignore_errors=True)

    def tail(self, lines: int = 60) -> str:
        """The end of what the server said, on standard error and in its own log."""
        parts = []
        for file in (self.log, self.home / "logs" / "neo4j.log"):
            said = file.read_text("utf-8", "replace").splitlines()[-lines:] if file.exists() else []
            parts.append("\n".join([f"{file}:", *said]))
        return "\n".join(parts)

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listens_at(self, deadline: float) -> int:
        """The port in the line that the server prints when it is ready, which is all it prints."""
        assert self._process is not None and self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(max(0, deadline - time.monotonic())):
                raise TimeoutError("it isn't ready in time")
        line = self._process.stdout.readline().decode()
        if not line.startswith("ready "):
            raise EOFError("it ended before it was ready")
        return int(line.rpartition(":")[2])

    def _set_password(self) -> None:
        """A new server's password is `neo4j`, and good for nothing but setting another."""
        with neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver:
            query = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
            driver.execute_query(query, {"old": "neo4j", "new": self.password}, database_="system")
        (self.home / "password_set").touch()

    def _end(self, seconds: float, *, gently: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None and process.stdout is not None
        if gently:
            process.stdin.close()  # as when the process that started it dies
        else:
            process.kill()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdin.close()
            process.stdout.close()
