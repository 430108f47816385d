"""One request as the pages see it: who asks, in which language, about what; and addresses that keep all that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request

from oversight_graph.explorer.csrf_tokens import CsrfTokens
from oversight_graph.explorer.page_scope import KEYS, PageScope, Pairs, spelled
from oversight_graph.explorer.settings import Settings
from oversight_graph.explorer.store_cache import StoreCache
from oversight_graph.messages import words
from oversight_graph.messages.language import LANGUAGES
from oversight_graph.model import Language


@dataclass(frozen=True)
class RequestContext:
    """A request, and what all pages share. `bare`: what it is about isn't asked, as that may be what is wrong."""

    request: Request
    bare: bool = False

    @property
    def settings(self) -> Settings:
        """How the explorer was started."""
        return self.request.app.state.settings  # type: ignore[no-any-return]

    @property
    def store_cache(self) -> StoreCache:
        """The store, with what was worked out of it."""
        return self.request.app.state.store_cache  # type: ignore[no-any-return]

    @property
    def csrf(self) -> CsrfTokens:
        """What makes and checks the tokens in forms."""
        return self.request.app.state.csrf  # type: ignore[no-any-return]

    @cached_property
    def lang(self) -> Language:
        """What the address says, else what was chosen before, else how the explorer was started, else what the browser prefers."""
        wishes = (self.request.query_params.get("lang"), self.request.cookies.get(self.settings.cookie("lang")), self.settings.lang)
        preferred: Language = "zh" if self.request.headers.get("accept-language", "").strip().lower().startswith("zh") else "en"
        return next((lang for wish in wishes for lang in LANGUAGES if wish == lang), preferred)

    @cached_property
    def scope(self) -> PageScope:
        """What the page is about; everything where the context is `bare`."""
        return PageScope() if self.bare else PageScope.of(self.request.query_params)

    @cached_property
    def visitor(self) -> str:
        """Who asks, as his cookie says it."""
        return self.csrf.visitor(self.request)

    @property
    def csrf_token(self) -> str:
        """What the forms of this page must hold, so that only this visitor can send them."""
        return self.csrf.of(self.visitor)

    @cached_property
    def _words(self) -> dict[str, str]:
        return words("explorer", self.lang)

    @property
    def words(self) -> dict[str, str]:
        """All words of the pages in the language of the visit, their places unfilled."""
        return self._words

    def word(self, key: str, **values: Any) -> str:
        """A word of the pages in the language of the visit, its places filled.

        Parameters
        ----------
        key
            A word of `messages/explorer.py`.
        **values
            What its places are filled with.

        Returns
        -------
        Plain text, not escaped.
        """
        text = self._words[key]
        return text.format(**values) if values else text

    # -- addresses ----------------------------------------------------------------------------------------------------

    def url(self, path: str, *pairs: tuple[str, object], **parameters: object) -> str:
        """The address of a page about the same scope. A parameter named as one of the scope replaces it.

        Parameters
        ----------
        path
            From the root of the explorer, not quoted.
        *pairs
            Parameters whose names aren't identifiers, or that are repeated.
        **parameters
            Further ones; None gives nothing, and takes one of the scope away.

        Returns
        -------
        Quoted.
        """
        given = [*pairs, *parameters.items()]
        named = {key for key, _ in given}
        kept = [(key, value) for key, value in self.scope.pairs() if key not in named]
        return address(path, spelled([*kept, *given]))

    def again(self, **changed: object) -> str:
        """The address of this page with some parameters changed.

        Parameters
        ----------
        **changed
            The new values; None takes a parameter away.

        Returns
        -------
        Quoted; never with the token that lets a visitor in.
        """
        kept = [(key, value) for key, value in self.request.query_params.multi_items() if key not in changed and key != "token"]
        return address(self.request.url.path, spelled([*kept, *changed.items()]))

    def without(self, key: str, value: str) -> str:
        """The address of this page without one value of one parameter.

        Parameters
        ----------
        key
            The name of the parameter.
        value
            The value that goes; others of the same name stay.

        Returns
        -------
        Quoted.
        """
        kept = [pair for pair in self.request.query_params.multi_items() if pair != (key, value)]
        return address(self.request.url.path, kept)

    def rest(self, *leave: str) -> Pairs:
        """The parameters of this page but for some: the hidden fields of a form that asks for those.

        Parameters
        ----------
        *leave
            The names of the parameters that the form asks for itself.

        Returns
        -------
        Names with values, none of them empty.
        """
        return [(key, value) for key, value in self.request.query_params.multi_items() if key not in leave and value]

    @property
    def beyond_scope(self) -> Pairs:
        """The parameters of this page that don't say what it is about."""
        return self.rest(*KEYS)


def address(path: str, pairs: Pairs) -> str:
    """A path with parameters as an address, quoted.

    Parameters
    ----------
    path
        From the root of the explorer.
    pairs
        Names with values; may be none.

    Returns
    -------
    Without `?` where there are no parameters.
    """
    query = urlencode(pairs)
    return quote(path, safe="/:.-_~") + (f"?{query}" if query else "")
