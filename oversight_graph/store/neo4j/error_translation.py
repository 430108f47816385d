"""What can go wrong with a server, in one paragraph each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import neo4j.exceptions as wrong

from oversight_graph.errors import StoreError, WrongQuestion
from oversight_graph.store.neo4j.address import CA_FILE, DATABASE, PASSWORD, USERNAME, Address

_BY_CODE = {
    "Neo.ClientError.Security.CredentialsExpired": "The password for {where} has expired. Set a new one in Neo4j (ALTER CURRENT USER SET PASSWORD), "
    f"then {PASSWORD} to it.",
    "Neo.ClientError.Security.AuthenticationRateLimit": "{where} refuses to try another password for some seconds, as too many were wrong. "
    f"Mend {USERNAME} and {PASSWORD}, wait, try again.",
    "Neo.ClientError.Security.TokenExpired": "The login to {where} has expired. Log in anew.",
    "Neo.ClientError.Database.DatabaseNotFound": f"{{where}} has no such database. Mend {DATABASE}, or have the database made.",
    "Neo.TransientError.General.DatabaseUnavailable": "The database of {where} isn't available just now. Try again later, or ask who runs it.",
    "Neo.TransientError.General.OutOfMemoryError": "{where} ran out of memory over this. Give it more (server.memory.heap.max_size), or ask for less. Nothing was changed.",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "{where} allows a transaction less memory than this takes (dbms.memory.transaction.total.max). "
    "Have it allow more, or ask for less. Nothing was changed.",
    "Neo.TransientError.Transaction.BookmarkTimeout": "{where} hasn't caught up with what was loaded last. Try again in a while.",
}


@contextmanager
def translated_errors(address: Address) -> Iterator[None]:
    """Errors of the driver as errors of this program: no traceback, no credentials."""
    try:
        yield
    except wrong.AuthError as error:
        raise StoreError(_by_code(error, address) or _unauthorised(address)) from None
    except wrong.Forbidden as error:
        raise StoreError(f"{address.where} doesn't allow this: {_said(error)}. Use an account that may.") from None
    except wrong.CypherSyntaxError as error:
        raise WrongQuestion(f"This Cypher can't be read: {_said(error)}.") from None
    except wrong.ClientError as error:
        known = _by_code(error, address)
        if known is None and error.code == "Neo.ClientError.Statement.AccessMode":
            raise WrongQuestion(
                "This Cypher writes, and only reading is allowed here. Charts are changed with `oversight load` and `oversight unload`."
            ) from None
        if known is None and (error.code or "").startswith("Neo.ClientError.Statement."):
            raise WrongQuestion(f"This Cypher doesn't work: {_said(error)}.") from None
        raise StoreError(known or f"{address.where} refuses this: {_said(error)}.") from None
    except wrong.ConfigurationError as error:
        raise StoreError(f"{address.where} can't be used: {str(error).splitlines()[0]}.") from None
    except (wrong.ServiceUnavailable, wrong.SessionExpired) as error:
        raise StoreError(_unreachable(error, address)) from None
    except wrong.Neo4jError as error:
        raise StoreError(_by_code(error, address) or f"{address.where} says: {_said(error)}. Try again; nothing was changed.") from None
    except wrong.DriverError as error:
        raise StoreError(_unreachable(error, address)) from None
    except OSError as error:
        raise StoreError(f"{address.where} can't be reached: {error.strerror or error}. {_LOOK}") from None


_LOOK = "Is the server running, and is the address right (neo4j://host:7687)?"


def _by_code(error: wrong.Neo4jError, address: Address) -> str | None:
    text = _BY_CODE.get(error.code or "")
    return text.format(where=address.where) if text else None


def _unauthorised(address: Address) -> str:
    if address.password is None:
        return f"{address.where} wants a user and a password. Set {USERNAME} and {PASSWORD}."
    return f"{address.where} doesn't accept the user `{address.username or 'neo4j'}` with the password given. Mend {USERNAME} and {PASSWORD}."


def _said(error: wrong.Neo4jError) -> str:
    return " ".join((error.message or type(error).__name__).split())[:600].rstrip(".")


def _unreachable(error: Exception, address: Address) -> str:
    chain: list[str] = []
    step: BaseException | None = error
    while step is not None:
        chain.append(str(step))
        step = step.__cause__ or step.__context__
    text = " ".join(chain)
    if "certificate" in text.lower() or "ssl" in text.lower():
        return f"The certificate of {address.where} isn't trusted. Name the file of your authority with {CA_FILE}, or use a +ssc address for one that signed itself."
    if any(word in text for word in ("handshake", "looks like HTTP", "not a bolt", "Bolt", "BoltHandshake", "incomplete")):
        return f"What answers at {address.where} isn't a Neo4j server that speaks Bolt. Give the Bolt address (port 7687 as a rule, not 7474)."
    if "Name or service not known" in text or "getaddrinfo" in text or ("resolve" in text.lower() and "refused" not in text.lower()):
        return f"There is no host of the name in {address.where}. Mend the address."
    return f"{address.where} can't be reached. {_LOOK}"
