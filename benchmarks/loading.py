"""Rosters from a workbook into an empty store: time and memory of the whole command, beside what opening the workbook alone takes.

python benchmarks/loading.py            # 200 groups with 3,000 units; 100,000 rows
python benchmarks/loading.py 20000      # another number of rows
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISED = {3_000: (5.0, None), 100_000: (60.0, 1_000)}
"""Units → seconds and MB that the whole may take."""
_BUREAUS = ["财政", "审计", "教育", "水务", "民政", "司法", "统计", "商务", "农业", "交通", "卫生", "文化", "应急", "信访", "档案", "气象", "粮食", "城管", "外事", "地震"]  # fmt: skip


def workbook(path: Path, groups: int, units: int) -> None:
    """A roster with a row a unit."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("派驻")
    sheet.append(["云岭市纪委监委派驻机构监督单位一览表"])
    sheet.append(["截至2023年6月30日"])
    sheet.append(["序号", "派驻机构", "监督单位", "编制", "对口监督检查室", "协作组", "备注"])
    for number in range(units):
        group, place = divmod(number, units // groups)
        first = [group + 1, f"派驻第{group + 1}纪检监察组", 5, f"第{group % 9 + 1}监督检查室", f"第{group % 5 + 1}协作组"] if not place else [None] * 5
        bureau = _BUREAUS[number % len(_BUREAUS)]
        unit = f"云岭市第{number}{bureau}管理局" if number % 3 else f"市{bureau}局第{number}分局"
        sheet.append([*first[:2], unit, *first[2:], None])
    book.save(path)


def run(*words: str) -> tuple[float, float, float]:
    """Seconds, seconds of the processors and MB at the most of a process."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - begun, used, after.ru_maxrss / 1024


def main() -> None:
    sizes = [int(sys.argv[1])] if len(sys.argv) > 1 else list(PROMISED)
    for units in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "roster.xlsx")
            workbook(path, max(1, min(200, units // 15)), units)
            opened = run("-c", f"from pathlib import Path; from oversight_graph.loaders.tabular import read_workbook; read_workbook(Path({str(path)!r}))")
            command = "from oversight_graph.cli import main; main()"
            loaded = run("-c", command, "load", str(path), "--area", "530600", "--level", "prefecture", "--yes", "--store", f"{folder}/store.lbug")
        seconds, megabytes = PROMISED.get(units, (None, None))
        print(f"{units:>7,} units: loaded in {loaded[0]:.1f} s ({loaded[1]:.1f} s of processors, {loaded[2]:.0f} MB)", end="")
        print(f" · {loaded[1] / opened[1]:.1f} × opening the workbook ({opened[1]:.1f} s)", end="")
        print(f" · promised {seconds:.0f} s{f', {megabytes:,} MB' if megabytes else ''}" if seconds else "")


if __name__ == "__main__":
    main()
