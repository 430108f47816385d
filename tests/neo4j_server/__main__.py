"""`make neo4j`: a Neo4j server to play with; its data stay in .cache/neo4j-play until `make clean`."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import sys

from neo4j_server.server import BRING, CACHE, NotStarted, Server

PLAY = CACHE / "neo4j-play"
PORT = 7687


def kept_password() -> str:
    """Made at the first start, in a file that nobody else can read."""
    file = PLAY / "password"
    with contextlib.suppress(FileExistsError), os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        new.write(secrets.token_urlsafe(12))
    return file.read_text()


def free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return True
    return False


def main() -> None:
    if not Server.can_be_had():
        sys.exit(f"There is no Neo4j server here: `{BRING}` brings one.")
    PLAY.mkdir(parents=True, exist_ok=True)
    print("Starting Neo4j …", flush=True)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    server = Server(PLAY / "home", port=PORT if free(PORT) else 0, password=kept_password(), java=("-Xmx1g",))
    try:
        server.start()
        print(
            f"Neo4j listens at {server.uri}, user {server.username}, password {server.password}. In another terminal:\n\n"
            + "".join(f"  export {key}='{value}'\n" for key, value in server.environment.items())
            + '  .venv/bin/oversight load oversight_graph/charts/*.yaml --store "$NEO4J_URI" --yes    # the five shipped charts\n\n'
            + f"Its data are in {os.path.relpath(PLAY)}. Ctrl-C ends it.",
            flush=True,
        )
        sys.exit(f"The server has ended.\n{server.tail()}" if server.wait() else 0)
    except NotStarted as problem:
        sys.exit(f"{problem}\n\nDoes another `make neo4j` run? Only one at a time can use {os.path.relpath(PLAY)}.")
    except KeyboardInterrupt:
        print("\nStopping …")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
