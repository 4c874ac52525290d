"""The nouns: what a report becomes on its way to a dossier.

Every type is frozen and holds tuples, so a stage can only return new objects. ``None`` means "not known"; it
is never written as ``0``, ``False`` or an empty string. Offsets are characters (code points) into the verbatim
text of the report they belong to, half-open. The nouns lie in files by subject, in the order in which they come
about: report, measure, statement, evidence, line, assessment, decision, gathering, failure, dossier. All are imported
from here: ``from secondsource.model import Statement``. The nouns import nothing else of ours.
"""

from secondsource.model.assessment import Account, Accounts, Assessment, Attestation, Confidence, Reason, Verdict
from secondsource.model.decision import Action, Decision, Ruling, Subject
from secondsource.model.dossier import Dossier, Interim, Reading, Reference, Versions
from secondsource.model.evidence import Agreement, Comparison, Evidence, Opinion, Probabilities, Stance
from secondsource.model.failure import Failure
from secondsource.model.gathering import Aim, ClaimReview, Gathering, Search, Visit, VisitOutcome
from secondsource.model.line import Descent, Line, LineCount, Link, OriginKind, Outcome, Record
from secondsource.model.measure import Place, Quantity, When
from secondsource.model.report import Block, Excerpt, Report, Role, Span
from secondsource.model.statement import Attribution, Citation, Disclosure, Mode, Statement

__all__ = [
    "Account",
    "Accounts",
    "Action",
    "Agreement",
    "Aim",
    "Assessment",
    "Attestation",
    "Attribution",
    "Block",
    "Citation",
    "ClaimReview",
    "Comparison",
    "Confidence",
    "Decision",
    "Descent",
    "Disclosure",
    "Dossier",
    "Evidence",
    "Excerpt",
    "Failure",
    "Gathering",
    "Interim",
    "Line",
    "LineCount",
    "Link",
    "Mode",
    "Opinion",
    "OriginKind",
    "Outcome",
    "Place",
    "Probabilities",
    "Quantity",
    "Reading",
    "Reason",
    "Record",
    "Reference",
    "Report",
    "Role",
    "Ruling",
    "Search",
    "Span",
    "Stance",
    "Statement",
    "Subject",
    "Verdict",
    "Versions",
    "Visit",
    "VisitOutcome",
    "When",
]
