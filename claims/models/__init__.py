from claims.models.anchor import Anchor, AnchorQuerySet, passage_changed, statements_in
from claims.models.check import Check
from claims.models.claim import Claim, ClaimQuerySet, met_by_readers
from claims.models.desk_work import Assignment, AssignmentQuerySet, DeskNote, Watch, WatchQuerySet
from claims.models.finding import Finding, FindingQuerySet
from claims.models.hold import Hold
from claims.models.question import Question, QuestionQuerySet, own_question
from claims.models.quote import PublicQuote
from claims.models.ruling import Ruling, RulingQuerySet
from claims.models.state import ClaimState, ClaimStateQuerySet
from claims.models.statement import SourceLink, Statement, StatementQuerySet
from claims.models.topic import Topic, TopicQuerySet
from claims.models.verdict import Approval, Verdict, VerdictQuerySet

__all__ = [
    "Anchor",
    "AnchorQuerySet",
    "Approval",
    "Assignment",
    "AssignmentQuerySet",
    "Check",
    "Claim",
    "ClaimQuerySet",
    "ClaimState",
    "ClaimStateQuerySet",
    "DeskNote",
    "Finding",
    "FindingQuerySet",
    "Hold",
    "PublicQuote",
    "Question",
    "QuestionQuerySet",
    "Ruling",
    "RulingQuerySet",
    "SourceLink",
    "Statement",
    "StatementQuerySet",
    "Topic",
    "TopicQuerySet",
    "Verdict",
    "VerdictQuerySet",
    "Watch",
    "WatchQuerySet",
    "met_by_readers",
    "own_question",
    "passage_changed",
    "statements_in",
]
