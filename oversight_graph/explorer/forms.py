"""Forms as they come in: few fields, none long, in UTF-8; whatever else is sent is a wrong request, never a fault."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from oversight_graph.explorer.limits import FIELD_BYTES, FIELDS

FORM_BYTES = FIELDS * FIELD_BYTES
"""How long a form without files may be."""


@asynccontextmanager
async def form_of(request: Request, files: int = 0, fields: int = FIELDS) -> AsyncIterator[FormData]:
    """The fields of a form, within bounds.

    Parameters
    ----------
    request
        Its body is read.
    files
        How many files may come with it; without any, a form of more than FORM_BYTES is refused.
    fields
        How many fields it may have.

    Yields
    ------
    The fields; its files are closed afterwards.

    Raises
    ------
    HTTPException
        400 for what is no form, in another encoding than UTF-8, or of too many or too long fields; 413 for too many bytes.
    """
    kind = request.headers.get("content-type", "").lower()
    if "charset" in kind and "utf-8" not in kind and "utf8" not in kind:  # a codec of Python's may make of bytes what is no text
        raise HTTPException(400)
    if not files or not kind.startswith("multipart/"):
        request = Request(request.scope, no_longer_than(request.receive, FORM_BYTES))
    try:
        form = await request.form(max_files=files, max_fields=fields, max_part_size=FIELD_BYTES)
    except (ValueError, LookupError, ClientDisconnect):  # what the parser doesn't tell apart itself, or a visitor who left
        raise HTTPException(400) from None
    try:
        yield form
    finally:
        await form.close()


def no_longer_than(receive: Receive, most: int) -> Receive:
    """A body whose length wasn't said, or was a lie, is cut off where it gets too long.

    Parameters
    ----------
    receive
        Gives the parts of the body as they come.
    most
        Bytes of the whole body.

    Returns
    -------
    The same, which raises HTTPException 413 when more has come.
    """
    got = 0

    async def counted() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413)
        return message

    return counted
