"""A token in every form that only a page of this explorer, shown to this visitor, can hold."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from oversight_graph.explorer.settings import Settings

FIELD = "_sign"


class CsrfTokens:
    """Visitors are told apart by a random cookie; a visitor's token is made from it with a key of this process."""

    def __init__(self, settings: Settings) -> None:
        self._key = secrets.token_bytes(32)
        self._cookie = settings.cookie("session")

    def visitor(self, request: Request) -> str:
        """Who asks: what the cookie says, else somebody new.

        Parameters
        ----------
        request
            Its cookies are read.

        Returns
        -------
        A text of 43 characters, random for somebody new.
        """
        known = request.cookies.get(self._cookie, "")
        return known if len(known) == 43 and known.isascii() else secrets.token_urlsafe(32)

    def remember(self, request: Request, response: Response, visitor: str) -> None:
        """Set the cookie by which a visitor is known, unless he has sent it himself.

        Parameters
        ----------
        request
            What he has sent.
        response
            Gets the cookie.
        visitor
            As `visitor` gives it.
        """
        if request.cookies.get(self._cookie) != visitor:
            response.set_cookie(self._cookie, visitor, httponly=True, samesite="lax")

    def of(self, visitor: str) -> str:
        """The token that a visitor's forms hold.

        Parameters
        ----------
        visitor
            As `visitor` gives it.

        Returns
        -------
        64 hexadecimal digits, the same as long as this process runs.
        """
        return hmac.new(self._key, visitor.encode(), hashlib.sha256).hexdigest()

    def check(self, request: Request, form: FormData) -> None:
        """Refuse a form that doesn't hold its visitor's token; compared in constant time.

        Parameters
        ----------
        request
            Its cookies say who sends the form.
        form
            The fields that came.

        Raises
        ------
        HTTPException
            403 where the token or the visitor is missing or wrong.
        """
        visitor, given = request.cookies.get(self._cookie, ""), form.get(FIELD)
        if not visitor or not isinstance(given, str) or not hmac.compare_digest(given.encode(), self.of(visitor).encode()):
            raise HTTPException(403)
