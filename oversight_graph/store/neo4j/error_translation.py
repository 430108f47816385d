"""What can go wrong with a server, in one paragraph each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import neo4j.exceptions as wrong

from oversight_graph.errors import StoreError, WrongQuestion
from oversight_graph.messages import Message, message
from oversight_graph.store.neo4j.address import Address
from oversight_graph.system_errors import reason

_BY_CODE = {
    "Neo.ClientError.Security.CredentialsExpired": "store_neo4j.password_expired",
    "Neo.ClientError.Security.AuthenticationRateLimit": "store_neo4j.too_many_passwords",
    "Neo.ClientError.Security.TokenExpired": "store_neo4j.login_expired",
    "Neo.ClientError.Database.DatabaseNotFound": "store_neo4j.no_such_database",
    "Neo.TransientError.General.DatabaseUnavailable": "store_neo4j.database_unavailable",
    "Neo.TransientError.General.OutOfMemoryError": "store_neo4j.out_of_memory",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "store_neo4j.out_of_memory_pool",
    "Neo.ClientError.Transaction.TransactionTimedOut": "store_neo4j.timed_out",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": "store_neo4j.timed_out",
    "Neo.TransientError.Transaction.BookmarkTimeout": "store_neo4j.not_caught_up",
}


@contextmanager
def translated_errors(address: Address) -> Iterator[None]:
    """Errors of the driver as errors of this program: no traceback, no credentials.

    Parameters
    ----------
    address
        The server that the block speaks with.

    Yields
    ------
    Nothing.

    Raises
    ------
    StoreError
        Where the server can't be reached, lets nobody in, or refuses.
    WrongQuestion
        For a statement that can't be read or carried out, or that writes while reading.
    """
    try:
        yield
    except wrong.AuthError as error:
        raise StoreError(_by_code(error, address) or _unauthorised(address)) from None
    except wrong.Forbidden as error:
        raise StoreError(message("store_neo4j.forbidden", where=address.where, words=_said(error))) from None
    except wrong.CypherSyntaxError as error:
        raise WrongQuestion(message("store_neo4j.cypher_unreadable", words=_said(error))) from None
    except wrong.ClientError as error:
        known = _by_code(error, address)
        if known is None and error.code == "Neo.ClientError.Statement.AccessMode":
            raise WrongQuestion(message("store.cypher_writes")) from None
        if known is None and (error.code or "").startswith("Neo.ClientError.Statement."):
            raise WrongQuestion(message("store.cypher_fails", words=_said(error))) from None
        raise StoreError(known or message("store_neo4j.refused", where=address.where, words=_said(error))) from None
    except wrong.ConfigurationError as error:
        raise StoreError(message("store_neo4j.unusable", where=address.where, words=str(error).splitlines()[0])) from None
    except (wrong.ServiceUnavailable, wrong.SessionExpired) as error:
        raise StoreError(_unreachable(error, address)) from None
    except wrong.Neo4jError as error:
        raise StoreError(_by_code(error, address) or message("store_neo4j.says", where=address.where, words=_said(error))) from None
    except wrong.DriverError as error:
        raise StoreError(_unreachable(error, address)) from None
    except OSError as error:
        raise StoreError(message("store_neo4j.unreachable_because", where=address.where, reason=reason(error))) from None


def _by_code(error: wrong.Neo4jError, address: Address) -> Message | None:
    code = _BY_CODE.get(error.code or "")
    return Message(code, {"where": address.where}) if code else None


def _unauthorised(address: Address) -> Message:
    if address.password is None:
        return message("store_neo4j.wants_a_password", where=address.where)
    return message("store_neo4j.wrong_password", where=address.where, user=address.username or "neo4j")


def _said(error: wrong.Neo4jError) -> str:
    return " ".join((error.message or type(error).__name__).split())[:600].rstrip(".")


def _unreachable(error: Exception, address: Address) -> Message:
    chain: list[str] = []
    step: BaseException | None = error
    while step is not None:
        chain.append(str(step))
        step = step.__cause__ or step.__context__
    text = " ".join(chain)
    if "certificate" in text.lower() or "ssl" in text.lower():
        return message("store_neo4j.untrusted", where=address.where)
    if any(word in text for word in ("handshake", "looks like HTTP", "not a bolt", "Bolt", "BoltHandshake", "incomplete")):
        return message("store_neo4j.no_bolt", where=address.where)
    if "Name or service not known" in text or "getaddrinfo" in text or ("resolve" in text.lower() and "refused" not in text.lower()):
        return message("store_neo4j.no_such_host", where=address.where)
    return message("store_neo4j.unreachable", where=address.where)
