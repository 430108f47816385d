"""Loading in the browser: files that are taken in, a plan that is confirmed, dropped or undone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from oversight_graph.chart.alias_table import Alias
from oversight_graph.errors import ChartError
from oversight_graph.explorer.answer_form import answered, unsure_of
from oversight_graph.explorer.forms import form_of
from oversight_graph.explorer.job import Job
from oversight_graph.explorer.job_pages import DEFAULTS, job_of, jobs_of
from oversight_graph.explorer.kept_upload import KeptUpload
from oversight_graph.explorer.limits import ANSWER_FIELDS, FIELDS, FILES, NAME_BYTES
from oversight_graph.explorer.page_rendering import page
from oversight_graph.explorer.request_context import RequestContext, address
from oversight_graph.loaders import FORMATS
from oversight_graph.loaders.import_options import LEAVE_OUT
from oversight_graph.messages import Text, message, text
from oversight_graph.model import FORMS, LEVELS
from oversight_graph.planning.plan import MAX_REMOVALS


def load_page(request: Request) -> Response:
    """Choose files, say what they don't say; and what was loaded since the explorer was started."""
    return _form(request, 200)


def _form(request: Request, status: int, wrong: Text = "", given: dict[str, str] | None = None) -> Response:
    read = [(known.title, [suffix for suffix in known.suffixes if suffix.startswith(".")]) for known in FORMATS if known.read is not None]
    formats = message("explorer.formats", formats=[message("explorer.format", title=title, suffixes=suffixes) for title, suffixes in read])
    visit = RequestContext(request)
    return page(
        visit, "load.html.j2", status, jobs=jobs_of(request).all(), formats=formats,
        suffixes=dict.fromkeys(suffix for _, suffixes in read for suffix in suffixes), defaults=DEFAULTS, levels=LEVELS, forms=FORMS,
        wrong=text(wrong, visit.lang), given={name: (given or {}).get(name) for name in DEFAULTS}, most=visit.settings.max_upload >> 20,
        unsure=(given or {}).get("unsure") == LEAVE_OUT, LEAVE_OUT=LEAVE_OUT,
    )  # fmt: skip


async def load(request: Request) -> Response:
    """Take files in."""
    jobs = jobs_of(request)
    async with _place(request), form_of(request, FILES + 2) as form:
        RequestContext(request).csrf.check(request, form)
        files = [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]
        given = _given(form)
        if not files:
            return await run_in_threadpool(_form, request, 400, message("explorer_errors.no_file"), given)
        try:
            told = KeptUpload(given, await _mapping_sent(form), await _aliases_sent(form))
        except ChartError as error:
            return await run_in_threadpool(_form, request, 400, str(error), given)
        folder = Path(tempfile.mkdtemp(prefix="oversight-"))
        try:
            paths = [await _written(file, folder) for file in files]  # side by side, as tables of one chart are files that lie beside each other
            return _to(await run_in_threadpool(jobs.load, folder, paths, told))
        except BaseException:
            await run_in_threadpool(shutil.rmtree, folder, ignore_errors=True)
            raise


def _given(form: FormData) -> dict[str, str]:
    """What a form says that files may leave out, and what is done with names that can't be told."""
    options = {name: [value.strip() for value in form.getlist(name) if isinstance(value, str) and value.strip()] for name in DEFAULTS}
    return {name: ",".join(values) for name, values in options.items() if values} | {"unsure": unsure_of(form)}


async def _mapping_sent(form: FormData) -> dict[str, object]:
    """What a mapping that came with the files says; nothing without one. Raises ChartError where it is wrong."""
    from oversight_graph.loaders.mapping_text import known_mapping_of

    sent = form.get("mapping")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return {}
    written = (await sent.read()).decode("utf-8-sig", "replace")
    return await run_in_threadpool(known_mapping_of, written, safe_name(sent.filename))


async def _aliases_sent(form: FormData) -> tuple[Alias, ...]:
    """The rows of a table of aliases that came with the files; none without one. Raises ChartError where it is wrong."""
    from oversight_graph.loaders.alias_file import read_aliases

    sent = form.get("aliases")
    if not isinstance(sent, UploadFile) or not sent.filename:
        return ()
    folder = Path(tempfile.mkdtemp(prefix="oversight-"))
    try:
        table = await run_in_threadpool(read_aliases, await _written(sent, folder))
    except ChartError as wrong:
        raise ChartError(problems=tuple(replace(one, file=Path(one.file).name) for one in wrong.problems)) from None
    finally:
        await run_in_threadpool(shutil.rmtree, folder, ignore_errors=True)
    return tuple(replace(row, line=0) for row in table.rows)


@asynccontextmanager
async def _place(request: Request) -> AsyncIterator[None]:
    """A place among those who send files, as each takes room on the disk. Raises HTTPException 503 where there is none."""
    state, most = request.app.state, RequestContext(request).settings.limits.uploads
    if state.uploads >= most:
        raise HTTPException(503, headers={"retry-after": "5"})
    state.uploads += 1
    try:
        yield
    finally:
        state.uploads -= 1


async def _written(file: UploadFile, folder: Path) -> Path:
    """A file that was sent, in a folder of ours."""
    place = _free(folder / safe_name(file.filename or ""))
    with place.open("wb") as stream:
        while piece := await file.read(1 << 20):
            await run_in_threadpool(stream.write, piece)
    return place


def safe_name(name: str) -> str:
    """The name of an uploaded file as one in a folder of ours: no path, no pattern, nothing that can't be seen.

    Parameters
    ----------
    name
        As the browser sends it.

    Returns
    -------
    At most NAME_BYTES bytes of UTF-8; `file` where nothing of it can stay.

    Examples
    --------
    >>> safe_name("../../etc/派驻[1]*.yaml"), safe_name("C:\\\\charts\\\\a.json"), safe_name(".."), safe_name("\\u202ex.yaml")
    ('派驻_1__.yaml', 'a.json', 'file', '_x.yaml')
    """
    last = name[-10_000:].replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(one if one.isalnum() or one in " .-_()（）、" else "_" for one in last).strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    if not stem:
        stem, dot, suffix = kept, "", ""
    suffix = _short(suffix, 40)
    return f"{_short(stem, NAME_BYTES - 41)}{dot}{suffix}" if stem else "file"


def _short(text: str, most: int) -> str:
    """As much of a text as fits into so many bytes: file systems count these, and a Chinese character has three or four."""
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")


def _free(place: Path) -> Path:
    """A name that no other file of the folder has."""
    number, free = 2, place
    while free.exists():
        number, free = number + 1, place.with_stem(f"{place.stem} ({number})")
    return free


async def withdraw(request: Request) -> Response:
    """Set out to withdraw a chart.

    Raises
    ------
    HTTPException
        400 where no chart is named.
    """
    form = await _signed(request)
    chart = form.get("chart")
    if not isinstance(chart, str) or not 0 < len(chart) <= 200:
        raise HTTPException(400)
    return _to(await run_in_threadpool(jobs_of(request).withdraw, [chart]))


async def act(request: Request) -> Response:
    """Answer what a job asks, confirm, drop or undo it."""
    job, jobs = job_of(request), jobs_of(request)
    form = await _signed(request, ANSWER_FIELDS)
    action = form.get("action")
    if action == "answer" and job.can_be_answered:
        reads = form.get("reads")
        if isinstance(reads, str) and reads == str(job.reads):
            told = await run_in_threadpool(answered, job, form, _given(form))
            await run_in_threadpool(jobs.answer, job, told, int(reads))
    elif action == "confirm":
        seen = bool(form.get("allow"))
        await run_in_threadpool(jobs.confirm, job, 100.0 if seen or job.what != "load" else MAX_REMOVALS, seen)
    elif action == "drop":
        await run_in_threadpool(jobs.drop, job)
    elif action == "undo" and job.can_be_undone:
        job = await run_in_threadpool(jobs.undo, job)
    return _to(job)


async def _signed(request: Request, fields: int = FIELDS) -> FormData:
    async with form_of(request, fields=fields) as form:
        RequestContext(request).csrf.check(request, form)
        return form


def _to(job: Job) -> Response:
    return RedirectResponse(address(f"/load/{job.id}", []), 303)
