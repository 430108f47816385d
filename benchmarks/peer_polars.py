"""polars: lazy frames, joined and grouped. https://pola.rs"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from peer_tables import FORMS, LAST_YEAR, NAMES, NOT_OVERSEEN, STATUSES, UNKNOWN

NAME = "polars"
_LOW = ("township", "village")


def versions() -> str:
    """What answers."""
    import polars

    return f"polars {polars.__version__}"


class Peer:
    """Frames with their words as categories."""

    def __init__(self, folder: Path) -> None:
        import polars as pl

        self.pl = pl
        self.frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in NAMES}
        words = {"kind", "form", "scope", "line", "mechanism", "level", "category"}
        for name, frame in self.frames.items():
            self.frames[name] = frame.with_columns(pl.col(column).cast(pl.Categorical) for column in frame.columns if column in words)
        self.nodes, self.links = self.frames["nodes"].lazy(), self.frames["links"].lazy()
        self.size = len(self.frames["nodes"])

    def coverage(self, form: str) -> Any:
        found = self._coverage(form).collect()
        column = np.full(self.size, NOT_OVERSEEN)
        column[found["n"].to_numpy()] = found["grade"].to_numpy()
        return column

    def _coverage(self, form: str) -> Any:
        pl, nodes = self.pl, self.nodes
        links = self.links.filter(pl.col("whole") & (pl.col("cap") > 0))
        serves = pl.lit(False) if form == "inspection" else pl.col("form") == "stationed" if form == "stationed" else pl.col(form)
        if form == "inspection":
            first = links.filter((pl.col("kind") == "INSPECTS") & (pl.col("form") == "inspection") & (pl.col("year") > LAST_YEAR - 5))
        else:
            first = links.filter(pl.col("kind").is_in(["SUPERVISES", "STATIONED_AT", "CONTACTS"]) & serves)
        below = links.filter((pl.col("kind") == "SUBORDINATE_TO") & (pl.col("line") == "administrative")).select("source", "target")
        first = first.select("scope", n="target", grade=pl.col("cap").cast(pl.Int32))
        branch = first.filter(pl.col("scope") == "with_subordinates").group_by("n").agg(pl.col("grade").max().clip(upper_bound=4))
        once = below.join(branch, left_on="target", right_on="n").group_by(n="source").agg(pl.col("grade").max())
        twice = below.join(once, left_on="target", right_on="n").group_by(n="source").agg(pl.col("grade").max())
        serving = links.filter(pl.col("kind") == "SERVES").select("source", n="target", served="cap")
        extends = links.filter((pl.col("kind") == "EXTENDS_TO") & serves).select(station="target", extended="cap")
        served = extends.join(serving, left_on="station", right_on="source")
        served = served.select("n", grade=pl.min_horizontal(pl.lit(3), "extended", "served").cast(pl.Int32))
        ways = [first.select("n", "grade"), once, twice, served, *self._headed(form), *self._declared(form)]
        best = pl.concat([way.select("n", pl.col("grade").cast(pl.Int32)) for way in ways]).group_by("n").agg(pl.col("grade").max())
        return nodes.filter("overseen").select("n").join(best, on="n", how="left").with_columns(pl.col("grade").fill_null(UNKNOWN))

    def _headed(self, form: str) -> list[Any]:
        pl, nodes = self.pl, self.nodes
        if form == "stationed":
            return []
        if form == "inspection":
            teams = nodes.filter(pl.col("kind") == "InspectionTeam").select("n")
            leading = self.links.filter(pl.col("kind") == "LEADS").join(teams, left_on="target", right_on="n", how="semi").select("source")
            heads = nodes.filter(pl.col("kind") == "PartyCommittee").join(leading, left_on="n", right_on="source", how="semi")
        else:
            heads = nodes.filter(pl.col("kind") == "Commission")
        heads = heads.select("area", "level").unique()
        low = (pl.col("kind") != "Unit") | pl.col("level").is_in(_LOW)
        areas = (
            self.frames["within"].lazy().join(heads.filter(~pl.col("level").is_in(_LOW)), left_on="outer", right_on="area", how="semi").select("area").unique()
        )
        high = nodes.filter("overseen", ~low).join(heads, on=["area", "level"], how="semi")
        return [frame.select("n", grade=pl.lit(1)) for frame in (high, nodes.filter("overseen", low).join(areas, on="area", how="semi"))]

    def _declared(self, form: str) -> list[Any]:
        pl, within = self.pl, self.frames["within"].lazy()
        made = []
        for name, grade, by in (("claims", 2, ["area", "level", "category"]), ("complete", 0, ["area", "level"])):
            slices = self.frames[name].lazy().filter(pl.col("form") == form).join(within, left_on="area", right_on="outer")
            slices = slices.with_columns(area="area_right") if "area_right" in slices.collect_schema().names() else slices
            made.append(self.nodes.filter("overseen").join(slices, on=by, how="semi").select("n", grade=pl.lit(grade)))
        return made

    def gaps(self) -> dict[str, Any]:
        pl = self.pl
        grades = pl.concat([self._coverage(form).with_columns(form=pl.lit(form)) for form in FORMS])
        norms = self.frames["norms"].lazy().rename({"grade": "asked", "level": "of_level", "category": "of_category"})
        asked = self.nodes.select("n", "kind", "level", "category").join(norms, on="kind")
        fits = (pl.col("of_level").is_null() | (pl.col("of_level") == pl.col("level"))) & (
            pl.col("of_category").is_null() | (pl.col("of_category") == pl.col("category"))
        )
        judged = asked.filter(fits).select("n", "norm", pl.col("form").cast(pl.String), "asked").unique(["n", "norm"]).join(grades, on=["n", "form"])
        grade, code = pl.col("grade"), STATUSES.index
        status = pl.when(grade == 0).then(code("gap")).when(grade < 0).then(code("undetermined")).when(grade < 3).then(code("formal_only"))
        found = judged.select("norm", "n", status=status.when(grade < pl.col("asked")).then(code("partial")).otherwise(code("met"))).collect()
        statuses = {}
        for (norm,), rows in found.group_by("norm"):
            column = np.full(self.size, -1)
            column[rows["n"].to_numpy()] = rows["status"].to_numpy()
            statuses[str(norm)] = column
        return statuses

    def reach(self, start: int) -> Any:
        pl, steps = self.pl, self.frames["steps"]
        known = pl.DataFrame({"n": [start], "role": [0], "class": [0]}, {"n": pl.Int32, "role": pl.Int8, "class": pl.Int8})
        front = known
        while len(front):
            after = front.join(steps, left_on=["n", "role"], right_on=["source", "role"], suffix="_step")
            after = after.select(n="target", role="next_role", **{"class": pl.max_horizontal("class", "class_step")})
            front = after.group_by("n", "role").agg(pl.col("class").min())
            front = front.join(known, on=["n", "role"], how="left", suffix="_known")
            front = front.filter(pl.col("class_known").is_null() | (pl.col("class") < pl.col("class_known"))).select("n", "role", "class")
            known = pl.concat([known, front]).group_by("n", "role").agg(pl.col("class").min())
        best = known.group_by("n").agg(pl.col("class").min())
        classes = np.full(self.size, -1)
        classes[best["n"].to_numpy()] = best["class"].to_numpy()
        classes[start] = -1
        return classes

    def path(self, start: int, goal: int) -> int:
        pl, hops = self.pl, self.frames["hops"]
        known = pl.DataFrame({"n": [start], "cost": [0]}, {"n": pl.Int32, "cost": pl.Int32})
        front, best = known, None
        while len(front):
            after = front.join(hops, left_on="n", right_on="source", suffix="_hop").select(n="target", cost=pl.col("cost") + pl.col("cost_hop"))
            front = after.group_by("n").agg(pl.col("cost").min().cast(pl.Int32)).join(known, on="n", how="left", suffix="_known")
            front = front.filter(pl.col("cost_known").is_null() | (pl.col("cost") < pl.col("cost_known"))).select("n", "cost")
            known = pl.concat([known, front]).group_by("n").agg(pl.col("cost").min())
            found = known.filter(pl.col("n") == goal)["cost"]
            best = found[0] if len(found) else None
            front = front if best is None else front.filter(pl.col("cost") < best)
        assert best is not None
        return int(best)
