"""The page docs/benchmarks.md out of the figures of a run: nothing on it is written by hand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from peers import OURS, QUESTIONS, exponent
from store_tasks import TASKS

_LABELS = {
    "coverage of one form": "覆盖，一种形式 / coverage of one form",
    "coverage of four forms": "覆盖，四种形式 / coverage of four forms",
    "gaps": "空白，四项规范 / gaps, four norms",
    "reach of the centre": "中央的监督范围 / reach of the centre",
    "three paths": "三条协作路径 / three paths",
}
_TASK_LABELS = {
    "import": "仅导入 numpy、pyarrow",
    "load": "装入空库",
    "again": "同样的图再装一次",
    "small": "50 条的小图装入已有的库",
    "more": "小图增加一个机构",
    "unload": "卸下小图",
    "gaps first": "装入后首次问一个县的空白",
    "gaps": "再问",
    "find id": "按编号查找",
    "find name": "按名称的一部分查找",
    "map": "一个县的图",
    "graph": "读出全图",
    "csv": "四种形式的覆盖，全部行，csv",
}
_INTRO = """# Benchmarks · 性能对比

Written by `python benchmarks/peers.py --store --page docs/benchmarks.md` (`make bench`), not by hand. 本页由程序生成。

**What is compared.** A made-up country at several scales (`benchmarks/national.py`; scale 1 is about 1.8 million bodies and 2.8 million links): the centre, provinces, prefectures, counties
with their commissions, rooms and stationed groups, townships, villages, liaison stations, with gaps, doubled coverage, sets shared out, counterparts that nobody tells and areas of which nothing is known.
Everybody gets the same tables and is asked the same questions by the same rules ([the meaning](domain.md)), each in the way of its users: joins in DuckDB and polars, dictionaries in networkx, compiled searches in
rustworkx, Cypher in LadybugDB and Neo4j. **Answers are compared before times count**: one that differs shows *differs* and no time.

**所比何物。** 同一份虚构的全国数据、同样的问题、同样的规则；各工具按其用户惯用的写法实现。先核对答案，再计时间；答案不同的不计时。
时间为处理器秒数（含全部线程与服务器），取多次中最少的一次；本程序另给出首次的用时。本程序同时求出由谁监督、依据、层数与路径的取舍，其他工具只求等级、状态、类别与成本。

**How it is measured.** Each peer is a process of its own. Seconds are processor seconds of all its threads (of Neo4j those of its server too), the fewest of up to seven runs, so that other work on the machine counts
little; who has two processors for itself and a peer that uses both waits half as long for that peer. The program keeps what it has worked out of a graph with it, as a session does: *first* is its first run. Ratios are to the program, of
one run: above 1 the peer takes longer. What is worked out beforehand for everybody, and counts for nobody: which parts of sets hold the whole, the steps of the walk of reach, the hops of coordination.
What is compared is the grade of each body, the status of each judgement, the class of each body reached, the cost of each path. The program finds more on the way, which the peers leave out: who covers, on what basis, over how many
steps; which of the paths of one cost is documented best and holds for certain.
"""


def page(figures: dict[str, Any]) -> str:
    """The whole page.

    Parameters
    ----------
    figures
        As `peers.py --json` keeps them.
    """
    return "\n".join([_INTRO, *_run(figures), *_questions(figures), *_memory(figures), *_growth(figures), *_store(figures), *_again()]) + "\n"


def _scales(figures: dict[str, Any], of: str = "scales") -> list[str]:
    return sorted(figures.get(of, {}), key=float)


def _run(figures: dict[str, Any]) -> Iterator[str]:
    scales = figures["scales"]
    yield "## The run · 环境\n"
    yield f"{figures['day']}, {figures['machine']}; a machine that others use at the same time.\n"
    yield "| scale 规模 | bodies 机构 | links 关系 | charts 图 |\n| --- | ---: | ---: | ---: |"
    for scale in _scales(figures):
        one = scales[scale]
        yield f"| {scale} | {one['nodes']:,} | {one['links']:,} | {one['charts']:,} |"
    versions = {peer: told["version"] for scale in _scales(figures) for peer, told in scales[scale]["peers"].items() if "version" in told}
    yield f"\nVersions 版本: {'; '.join(versions.values())}.\n"


def _asked(told: dict[str, Any], question: str) -> dict[str, float] | None:
    """The figures of a question that a peer answers as the program does."""
    if question in told.get("differs", {}):
        return None
    answered: dict[str, float] | None = told.get("questions", {}).get(question)
    return answered


def _questions(figures: dict[str, Any]) -> Iterator[str]:
    yield "## Questions beside peers · 与同类工具相比\n"
    yield "Processor seconds, and behind `×` how many times as long as the program. 处理器秒数；× 后为本程序的倍数。\n"
    for scale in _scales(figures):
        peers = figures["scales"][scale]["peers"]
        yield f"### Scale {scale} · 规模 {scale}\n"
        yield _row(["", OURS, "first 首次", *(peer for peer in peers if peer != OURS)])
        yield _row(["---", *["---:"] * (len(peers) + 1)])
        for question in QUESTIONS:
            ours = peers[OURS]["questions"][question]
            cells = [_cell(told, question, ours["processor"]) for peer, told in peers.items() if peer != OURS]
            yield _row([_LABELS[question], _seconds(ours["processor"]), _seconds(ours["first"]), *cells])
        builds = [_seconds(told["build"]["processor"]) if "build" in told else "–" for peer, told in peers.items() if peer != OURS]
        yield _row(["建立，之前 / building it, before", _seconds(peers[OURS]["build"]["processor"]), "", *builds])
        yield ""
        for peer, told in peers.items():
            if "missing" in told:
                yield f"{peer}: {told['missing']}.\n"
            for question, where in told.get("differs", {}).items():
                yield f"{peer} answers otherwise: {question}, {where}.\n"


def _cell(told: dict[str, Any], question: str, ours: float) -> str:
    if question in told.get("differs", {}):
        return "differs 答案不同"
    answered = _asked(told, question)
    return f"{_seconds(answered['processor'])} ×{_ratio(answered['processor'] / ours)}" if answered else "–"


def _memory(figures: dict[str, Any]) -> Iterator[str]:
    scales = _scales(figures)
    peers = dict.fromkeys(peer for scale in scales for peer in figures["scales"][scale]["peers"])
    yield "## Memory · 内存\n"
    yield "Peak of the whole process after building and all questions, in MB; behind `+` that of a server. 整个进程的峰值（MB）。\n"
    yield _row(["", "imported 仅导入", *(f"scale {scale}" for scale in scales)])
    yield _row(["---", *["---:"] * (len(scales) + 1)])
    for peer in peers:
        told = [figures["scales"][scale]["peers"].get(peer, {}) for scale in scales]
        imported = next((f"{one['imported']:,.0f}" for one in told if "imported" in one), "–")
        cells = [f"{one['peak']:,.0f}{' + {:,.0f}'.format(one['server']) if 'server' in one else ''}" if "peak" in one else "–" for one in told]
        yield _row([peer, imported, *cells])
    yield ""


def _growth(figures: dict[str, Any]) -> Iterator[str]:
    scales = _scales(figures)
    if len(scales) < 2:
        return
    peers = dict.fromkeys(peer for scale in scales for peer in figures["scales"][scale]["peers"])
    yield "## Growth · 随规模的增长\n"
    yield "The exponent between two scales: 1 is in proportion to bodies and links, 2 their square. 两个规模之间的指数：1 为正比，2 为平方。\n"
    for small, large in itertools.pairwise(scales):
        yield f"### From {small} to {large} · 从 {small} 到 {large}\n"
        yield _row(["", *peers])
        yield _row(["---", *["---:"] * len(peers)])
        for question in QUESTIONS:
            cells = []
            for peer in peers:
                ends = [(figures["scales"][scale], _asked(figures["scales"][scale]["peers"].get(peer, {}), question)) for scale in (small, large)]
                pairs = [(one["nodes"] + one["links"], told["processor"]) for one, told in ends if told]
                cells.append(f"{exponent(*pairs):.2f}" if len(pairs) == 2 else "–")
            yield _row([_LABELS[question], *cells])
        yield ""


def _store(figures: dict[str, Any]) -> Iterator[str]:
    scales = _scales(figures, "store")
    if not scales:
        return
    yield "## Loads and questions as processes · 整条命令的开销\n"
    yield "Processor seconds and peak memory of a whole command, start included; an embedded store (`benchmarks/store_tasks.py`). 整条命令的处理器秒数与内存峰值。\n"
    yield _row(["", *(f"scale {scale}" for scale in scales)])
    yield _row(["---", *["---:"] * len(scales)])
    for task, label in TASKS.items():
        told = [figures["store"][scale].get(task) for scale in scales]
        yield _row([f"{_TASK_LABELS[task]} / {label}", *(f"{_seconds(one['processor'])} s, {one['peak']:,.0f} MB" if one else "–" for one in told)])
    yield ""


def _again() -> Iterator[str]:
    yield "## Again · 重做\n"
    yield "```sh"
    yield "pip install -e '.[bench]'                                          # the peers; make parts brings a Neo4j server"
    yield "make bench                                                         # scales 0.01 and 0.1, and this page"
    yield "python benchmarks/peers.py --scales 1 --peers DuckDB rustworkx     # other scales and peers, up to 10"
    yield "python benchmarks/national.py country --scale 0.1 --charts county  # the charts alone"
    yield "```"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(seconds: float) -> str:
    """Seconds with two figures that mean something.

    >>> [_seconds(value) for value in (123.4, 12.34, 1.234, 0.1234, 0.01234, 0.0001)]
    ['123', '12', '1.2', '0.12', '0.012', '0.0001']
    """
    return (
        f"{seconds:.0f}"
        if seconds >= 10
        else f"{seconds:.1f}"
        if seconds >= 1
        else f"{seconds:.2f}"
        if seconds >= 0.1
        else f"{seconds:.3f}"
        if seconds >= 0.01
        else f"{seconds:.4f}"
    )


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
