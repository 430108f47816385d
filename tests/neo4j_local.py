"""A Neo4j server for test_neo4j_admin.py alone. # from tests/neo4j_server after merge: this file goes, PARTS and new_neo4j_server come from there."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Generator
from pathlib import Path
from types import SimpleNamespace

import pytest

PARTS = Path("/tmp/n4")
_PORT = 7693


@pytest.fixture
def new_neo4j_server() -> Generator[object]:
    made: list[subprocess.Popen[bytes]] = []

    def new(home: Path) -> SimpleNamespace:
        if not (PARTS / "lib").is_dir():
            pytest.skip("no Neo4j server")
        home.mkdir(parents=True, exist_ok=True)
        (home / "server.conf").write_text(
            f"dbms.security.auth_enabled=false\nserver.bolt.listen_address=127.0.0.1:{_PORT}\nserver.bolt.enabled=true\n"
            "server.http.enabled=false\ndbms.usage_report.enabled=false\ndb.tx_log.preallocate=false\nserver.memory.pagecache.size=64m\n"
        )
        command = ["java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", f"{PARTS}/lib/*"]
        with (home / "server.log").open("ab") as log:
            process = subprocess.Popen([*command, f"{PARTS}/Server.java", str(home), str(home / "server.conf")], stdin=subprocess.PIPE, stdout=log, stderr=log)
        made.append(process)
        while "ready" not in (home / "server.log").read_text():
            assert process.poll() is None, (home / "server.log").read_text()
            time.sleep(0.2)
        return SimpleNamespace(uri=f"bolt://127.0.0.1:{_PORT}", username="neo4j", password="none", database="neo4j")

    yield new
    for process in made:
        process.kill()
        process.wait()
        assert process.stdin is not None
        process.stdin.close()
