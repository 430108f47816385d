"""The page of a load, a withdrawal or an undoing: what was understood, what is wrong and where, what will change."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from oversight_graph.chart.link_rules import kinds_of
from oversight_graph.explorer.answer_form import form_of_job, names_of, todo_of
from oversight_graph.explorer.job import Job
from oversight_graph.explorer.jobs import Jobs
from oversight_graph.explorer.page_messages import error_lines, of_page, on_page
from oversight_graph.explorer.page_rendering import page
from oversight_graph.explorer.plan_outline import outline
from oversight_graph.explorer.request_context import RequestContext
from oversight_graph.loaders.import_options import HEADER_OPTIONS, LEAVE_OUT
from oversight_graph.loaders.table_questions import kinds_of_tables, roles_of
from oversight_graph.messages import Language, Message, Text, Words, message, text
from oversight_graph.model import FORMS, KINDS, LEVELS
from oversight_graph.planning.plan import MAX_REMOVALS
from oversight_graph.problems import Problem

DEFAULTS = (*HEADER_OPTIONS, "source", "commission", "complete")
"""What a file may leave out, and a visitor can tell; a list of forms is told as several fields of one name."""
SHOWN = 500
"""Entries of one heading, and problems, that a page lists."""
_CASES_SHOWN = 10
"""Cases of one question about bodies that may be one, that are named."""
_SEVERITIES = {"error": message("problems.error"), "warning": message("problems.warning")}


def jobs_of(request: Request) -> Jobs:
    """The jobs of the explorer that was asked.

    Parameters
    ----------
    request
        Any.

    Returns
    -------
    All jobs of this process.

    Raises
    ------
    HTTPException
        404 where it was started with `--read-only`.
    """
    jobs: Jobs | None = request.app.state.jobs
    if jobs is None:
        raise HTTPException(404)
    return jobs


def job_of(request: Request) -> Job:
    """The job that the address names.

    Parameters
    ----------
    request
        With `job` in its path.

    Returns
    -------
    As it is now; it goes on meanwhile.

    Raises
    ------
    HTTPException
        404 where there is none, or not any more.
    """
    job = jobs_of(request).get(request.path_params["job"])
    if job is None:
        raise HTTPException(404)
    return job


def job_page(request: Request) -> Response:
    """How far a job is: what was understood, what is wrong, what will change."""
    visit, job = RequestContext(request), copy.copy(job_of(request))  # as it is at one moment, as it goes on meanwhile
    understood = [(_name(chart.file), chart, _kinds(visit, chart)) for reading in job.readings for chart in reading.charts]
    recognised = [(_name(reading.file), text(on_page(line), visit.lang)) for reading in job.readings for line in reading.understood]
    problems = sorted((of_page(problem) for reading in job.readings for problem in reading.problems), key=lambda problem: problem.severity != "error")
    asked, upload = form_of_job(job), job.upload
    told = {name: value for name, value in (upload.given if upload is not None else {}).items() if value}
    given = {**asked.proposed, **told}  # what is proposed stands in its field, for the visitor to agree
    fault = message("explorer_errors.fault").parts(visit.lang)[1] if job.state == "failed" and job.error is None else ""
    return page(
        visit, "job.html.j2", job=job, error=error_lines(job.error), fault=fault, understood=understood, recognised=recognised,
        problems=problems, place_of=_place_of, severities=_SEVERITIES, todo_of=lambda problem: todo_of(problem, visit.words, asked),
        asked=asked, cases_shown=_CASES_SHOWN, names_of=names_of, roles_of=roles_of, kinds_of_tables=kinds_of_tables(), word_of=lambda said: _word_of(said, visit.lang),
        decided=upload.decided if upload is not None else {}, aliased=upload is not None and bool(upload.aliases), kinds=KINDS, forms=FORMS, defaults=DEFAULTS,
        given={name: given.get(name) for name in DEFAULTS}, unsure=given.get("unsure") == LEAVE_OUT, LEAVE_OUT=LEAVE_OUT,
        plans=job.done or [outline(plan) for plan in job.plans], most=MAX_REMOVALS, shown=SHOWN, LEVELS=LEVELS,
    )  # fmt: skip


def _word_of(said: Text | Words, lang: Language) -> str:
    return (said.zh if lang == "zh" else said.en) if isinstance(said, Words) else text(said, lang)


def _name(file: str) -> str:
    return Path(file).name


def _place_of(problem: Problem) -> Message:
    """Where a problem is: its file, and the sheet, the cell, row or line in it."""
    parts: list[Text] = [_name(problem.file)]
    if problem.sheet:
        parts.append(message("problems.sheet", sheet=problem.sheet))
    if problem.cell:
        parts.append(problem.cell)
    elif problem.line:
        parts.append(message("problems.row", row=problem.line) if problem.sheet else message("problems.line", line=problem.line))
    return message("explorer.place_of", parts=parts)


def _kinds(visit: RequestContext, chart: Any) -> str:
    return " · ".join(f"{KINDS[kind].label(visit.lang)} {number:,}" for kind, number in kinds_of(chart.nodes).items())


def mapping_file(request: Request) -> Response:
    """What was decided of a load, to be kept and given back the next time.

    Raises
    ------
    HTTPException
        404 where nothing was decided.
    """
    upload = job_of(request).upload
    if upload is None or not upload.decided:
        raise HTTPException(404)
    text_of_file = upload.decided_text(message("questions.head_of_file"))
    return Response(text_of_file, media_type="application/yaml", headers={"content-disposition": 'attachment; filename="mapping.yaml"'})


def aliases_file(request: Request) -> Response:
    """Which bodies are one by what was decided of a load, to be kept and given back the next time.

    Raises
    ------
    HTTPException
        404 where nothing was decided.
    """
    upload = job_of(request).upload
    if upload is None or not upload.aliases:
        raise HTTPException(404)
    table = upload.aliases_text(message("doubts.head_of_file")).encode("utf-8-sig")  # spreadsheets know UTF-8 by the mark
    return Response(table, media_type="text/csv", headers={"content-disposition": 'attachment; filename="aliases.csv"'})


def job_state(request: Request) -> Response:
    """How far a job is, for the script that waits for it."""
    job = job_of(request)
    return JSONResponse({"state": job.state, "working": job.working, "done": job.progress[0], "of": job.progress[1]})
