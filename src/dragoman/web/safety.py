"""What keeps the desk to its owner: hosts, tokens, origins, sizes and headers."""

from __future__ import annotations

import hmac
from typing import Final

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1", "[::1]", "testserver"})
BODY: Final = 1 << 20  # bytes of a form, at most
ADDRESS: Final = 4_000  # characters of an address, at most
COOKIE: Final = "dragoman"

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether the name of a host is this machine's own, port left aside."""
    name = host.rpartition(":")[0] if host.count(":") == 1 or "]:" in host else host
    return name.casefold() in LOOPBACK


def same_origin(headers: Headers) -> bool:
    """Whether a page of ours sent this form. Browsers say so; who says nothing is no browser
    acting for someone else's page, and passes. A proxy may speak https for us."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


class Guard:
    """Refuses before anything is read: foreign hosts, missing tokens, foreign origins, bodies
    and addresses that are too long. With ``token`` any host is served to who knows it."""

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self.app, self.token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refuse(Request(scope))
        await (refusal or self.app)(scope, _limited(receive), answer)

    def _refuse(self, request: Request) -> Response | None:
        headers = request.headers
        if len(str(request.url)) > ADDRESS:
            return PlainTextResponse("This address is too long.", 414)
        if self.token is None and not is_loopback(headers.get("host", "")):
            return PlainTextResponse("This desk answers on this machine only.", 421)
        if self.token is not None and (refusal := self._ask_token(request, self.token)):
            return refusal
        if request.method not in ("GET", "HEAD"):
            if not same_origin(headers):
                return PlainTextResponse("Forms are taken from this desk's own pages only.", 403)
            if int(headers.get("content-length") or 0) > BODY:
                return PlainTextResponse("This form is too long.", 413)
        return None

    def _ask_token(self, request: Request, token: str) -> Response | None:
        given = request.query_params.get("token")
        if given is not None and hmac.compare_digest(given.encode(), token.encode()):
            clean = URL(str(request.url)).remove_query_params("token")
            answer = RedirectResponse(f"{clean.path}?{clean.query}" if clean.query else clean.path)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        held = request.cookies.get(COOKIE, "")
        if hmac.compare_digest(held.encode(), token.encode()):
            return None
        return PlainTextResponse("Open this desk with ?token=… as printed where it runs.", 401)


def _limited(receive: Receive) -> Receive:
    """``receive`` that stops a body without a length once it grows past ``BODY``."""
    seen = 0

    async def part() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > BODY:
            return {"type": "http.disconnect"}
        return message

    return part
