"""What things mean, declared once: kinds, links, forms, mechanisms, bases, grades, norms.

Validation, storage, export, colours, the model's page in the docs and the random charts of the tests are derived from here.
"""

from oversight_graph.model.attributes import LINK_ATTRIBUTES, NODE_ATTRIBUTES, Attribute
from oversight_graph.model.declare import DeclarationError, Language, Term, Vocabulary
from oversight_graph.model.kinds import KINDS, OVERSEEN, OVERSEERS, NodeKind
from oversight_graph.model.links import LINKS, LinkKind
from oversight_graph.model.vocabulary import (
    AUTHORITIES,
    BASES,
    BOTH_POWERS_SINCE,
    CATEGORIES,
    FORMS,
    GRADES,
    LEVELS,
    MECHANISMS,
    REACH_CLASSES,
    STATUSES,
    TERM_YEARS,
    WORKING,
)  # fmt: skip

__all__ = [
    "AUTHORITIES", "BASES", "BOTH_POWERS_SINCE", "CATEGORIES", "FORMS", "GRADES", "KINDS", "LEVELS", "LINKS", "LINK_ATTRIBUTES",
    "MECHANISMS", "NODE_ATTRIBUTES", "OVERSEEN", "OVERSEERS", "REACH_CLASSES", "STATUSES", "TERM_YEARS", "WORKING",
    "Attribute", "DeclarationError", "Language", "LinkKind", "NodeKind", "Term", "Vocabulary",
]  # fmt: skip
