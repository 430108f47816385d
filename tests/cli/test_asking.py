"""Asking by words: what is asked twice is asked once (contract §3)."""

from __future__ import annotations

import oversight_graph as og


def test_a_form_asked_twice_gives_each_row_once() -> None:
    answer = og.ask(og.example(), "coverage", form=["D", "discipline", "stationed", "D"])
    assert [row["form"] for row in answer.rows] == ["discipline", "stationed"] * 2
    assert answer.parameters["form"] == ["discipline", "stationed"]
