"""The desk as an application: addresses, twins, errors, and the server around it."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any, Final
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..brief import outlet
from ..errors import BadInput, DragomanError, TooSlow
from ..export import COLUMNS as EXPORTED
from ..export import EXPORTS, export
from ..ledger import Ledger
from ..ontology import QUADS, TYPES, country, quad
from ..output import csv_lines
from ..templates import counted, days, flat
from . import articles, charts, happenings, lists, overview, parties, review
from .columns import COLUMNS
from .desk import LONGER, PATIENCE, Ask, Desk, NotThere, Page, View, link
from .forms import FORMS
from .lines import SIGNS, issue_name, label, named, party_name, title_of
from .safety import Guard, is_loopback

PAGES: Final[dict[str, Page]] = {
    "/": overview.overview,
    "/search": overview.search,
    "/stories": happenings.stories,
    "/stories/{id}": happenings.story,
    "/events": happenings.events,
    "/events/{id}": happenings.event,
    "/articles": lists.articles,
    "/articles/{id}": articles.article,
    "/pair": parties.pair,
    "/positions": parties.positions,
    "/matrix": parties.matrix,
    "/review": review.review,
    "/rejected": lists.rejected,
    "/outlets": lists.outlets,
    "/changes": lists.changes,
    "/corrections": lists.corrections,
    "/runs": lists.runs,
    "/codebook": lists.codebook,
    "/export": lists.exports,
}
TYPE_OF: Final = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
}
NAME: Final = re.compile(r"[0-9a-z_-]{1,64}")


def templates() -> Environment:
    """Every value is escaped, and one that is missing is an error."""
    made = Environment(
        loader=PackageLoader("dragoman.web", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters.update(
        counted=counted,
        flat=flat,
        named=named,
        title_of=title_of,
        ws=spaced,
        snippet=snippet,
        party_of=country,
    )
    made.globals.update(
        days=days,
        link=link,
        label=label,
        outlet=outlet,
        party_name=party_name,
        quad=quad,
        quads=QUADS,
        types=TYPES,
        signs=SIGNS,
        shade=charts.shade,
        issue_name=issue_name,
    )
    return made


def spaced(text: str) -> str:
    """White space of any kind as single spaces, those at the ends as well."""
    return re.sub(r"\s+", " ", text)


def snippet(text: str) -> Markup:
    """Words of a search, those that fit marked."""
    return Markup(escape(flat(text)).replace("[", Markup("<mark>")).replace("]", Markup("</mark>")))


def application(path: str, token: str | None = None) -> Starlette:
    """The desk over the ledger at ``path``; with ``token`` only for those who know it.

    Raises ``BadLedger``."""
    desk, looks = Desk(path), templates()
    routes = [
        Mount("/static", StaticFiles(directory=str(files("dragoman.web") / "static"))),
        Route("/review/labels.jsonl", _labels(desk)),
        Route("/export/{what}.{kind}", _export(desk)),
        *(Route(at, _changing(desk, looks, at), methods=["POST"]) for at in FORMS),
    ]
    for at, page in PAGES.items():
        twin = "/overview" if at == "/" else at
        routes += [
            Route(f"{twin}.{kind}", _showing(desk, looks, page, kind)) for kind in ("json", "csv")
        ]
        routes.append(Route(at, _showing(desk, looks, page, "html")))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, token=token)],
        exception_handlers={HTTPException: _missing(desk, looks)},
    )


Handler = Callable[[Request], Awaitable[Response]]


def _showing(desk: Desk, looks: Environment, page: Page, kind: str) -> Handler:
    def answer(request: Request) -> Response:
        ask = _ask(request, kind)
        try:
            with desk.reading(PATIENCE if kind == "html" else LONGER) as ledger:
                view = page(desk, ledger, ask)
                waiting = not ledger.settled() if kind == "html" else False
        except NotThere as error:
            if error.moved:
                return RedirectResponse(error.moved + ("" if kind == "html" else f".{kind}"))
            view, waiting = _problem(f"There is no {error.what} in this ledger.", 404), False
        except BadInput as error:
            view, waiting = _problem(str(error), 400), False
        except TooSlow as error:
            view, waiting = _problem(str(error), 503), False
        return _twin(view, ask) if kind != "html" else _html(looks, view, ask, waiting)

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return handler


def _ask(request: Request, kind: str) -> Ask:
    path = request.url.path
    if kind != "html":
        path = path.removesuffix(f".{kind}")
    given = parse_qs(request.url.query, max_num_fields=200)
    names = {key: value[:64] for key, value in request.path_params.items()}
    return Ask("/" if path == "/overview" else path, given, names, kind)


def _problem(text: str, status: int) -> View:
    return View(
        "problem.html", "Not found" if status == 404 else "Problem", {"text": text}, {}, status
    )


def _html(looks: Environment, view: View, ask: Ask, waiting: bool) -> Response:
    body = looks.get_template(view.template).render(
        **view.context, title=view.title, ask=ask, tables=list(view.tables), waiting=waiting
    )
    return Response(body, view.status, media_type="text/html; charset=utf-8")


def _twin(view: View, ask: Ask) -> Response:
    """All tables as JSON, or one of them (the first, or ``?table=``) as CSV."""
    if view.status != 200:
        problem = {"error": view.context["text"]}
        return Response(json.dumps(problem), view.status, media_type=TYPE_OF["json"])
    if ask.kind == "json":
        content: Mapping[str, Any] = {"title": view.title, "tables": view.tables}
        body = json.dumps(content, ensure_ascii=False, default=str)
        return Response(body, media_type=TYPE_OF["json"])
    name = ask.one_of("table", list(view.tables) or [""])
    rows = view.tables.get(name, ())
    columns = tuple(rows[0]) if rows else COLUMNS.get(f"{view.template} {name}", ())
    return Response("".join(csv_lines(rows, columns)), media_type=TYPE_OF["csv"])


def _missing(desk: Desk, looks: Environment) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        text = "There is no such page." if status == 404 else str(getattr(error, "detail", error))
        return _html(looks, _problem(text, status), _ask(request, "html"), False)

    return handler


def _changing(desk: Desk, looks: Environment, at: str) -> Handler:
    """A form posts, something changes, and the browser is sent on."""

    def change(form: Mapping[str, str]) -> None:
        with desk.writing() as ledger:
            FORMS[at](ledger, form)

    async def handler(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=60, max_part_size=64_000) as sent:
            form = {name: value for name, value in sent.items() if isinstance(value, str)}
        try:
            await run_in_threadpool(change, form)
        except NotThere as error:
            view = _problem(f"There is no {error.what} in this ledger.", 404)
            return _html(looks, view, _ask(request, "html"), False)
        except DragomanError as error:
            return _html(looks, _problem(str(error), 400), _ask(request, "html"), False)
        return RedirectResponse(local(form.get("back", "/")), 303)

    return handler


def local(address: str) -> str:
    """``address`` if it is one of this desk's own, else the first page."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else "/"


def _labels(desk: Desk) -> Handler:
    async def handler(request: Request) -> Response:
        return StreamingResponse(
            _lines(desk, lambda ledger: review.labels(ledger)),
            media_type=TYPE_OF["jsonl"],
            headers={"Content-Disposition": 'attachment; filename="labels.jsonl"'},
        )

    return handler


def _export(desk: Desk) -> Handler:
    async def handler(request: Request) -> Response:
        what, kind = request.path_params["what"], request.path_params["kind"]
        if what not in EXPORTS or kind not in ("jsonl", "csv"):
            raise HTTPException(404)
        return StreamingResponse(
            _lines(desk, lambda ledger: export(ledger, what))
            if kind == "jsonl"
            else _table(desk, what),
            media_type=TYPE_OF[kind],
            headers={"Content-Disposition": f'attachment; filename="{what}.{kind}"'},
        )

    return handler


Rows = Callable[[Ledger], Iterator[Mapping[str, Any]]]


def _lines(desk: Desk, rows: Rows) -> Iterator[str]:
    with Ledger(desk.path, readonly=True) as ledger:
        for row in rows(ledger):
            yield json.dumps(row, ensure_ascii=False) + "\n"


def _table(desk: Desk, what: str) -> Iterator[str]:
    with Ledger(desk.path, readonly=True) as ledger:
        yield from csv_lines(export(ledger, what), EXPORTED[what])


def serve(
    path: str,
    host: str = "127.0.0.1",
    port: int = 8440,
    token: str | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """Answer until stopped. Beyond this machine only with a token. ``ready`` hears the address
    once it can be opened; port 0 is any that is free.

    Raises ``BadInput`` for a host of others without one and for an address that cannot be had,
    ``BadLedger``."""
    import uvicorn

    if token is None and not is_loopback(host):
        raise BadInput("--host", f"{host} can be reached by others", "Give a --token as well.")
    Ledger(path, readonly=True).close()
    desk = application(path, token)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        remedy = "Give another --port; 0 is any that is free."
        raise BadInput(
            "--port", f"{host}:{port} cannot be had: {error.strerror}", remedy
        ) from error
    with listening:
        at = f"[{host}]" if ":" in host else host
        query = f"?token={token}" if token else ""
        ready(f"http://{at}:{listening.getsockname()[1]}/{query}")
        config = uvicorn.Config(
            desk, log_level="warning", server_header=False, timeout_keep_alive=5
        )
        uvicorn.Server(config).run(sockets=[listening])
