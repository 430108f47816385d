"""What can be asked. A question is one file of this folder and one entry below."""

from oversight_graph.answer.question import Question
from oversight_graph.queries import chain, collaborations, coverage, gaps, inspections, mechanisms, path, reach, rules, who, workload

QUESTIONS: tuple[Question, ...] = (
    coverage.QUESTION,
    gaps.QUESTION,
    rules.QUESTION,
    path.QUESTION,
    reach.QUESTION,
    who.QUESTION,
    workload.QUESTION,
    mechanisms.QUESTION,
    chain.QUESTION,
    collaborations.QUESTION,
    inspections.QUESTION,
)
