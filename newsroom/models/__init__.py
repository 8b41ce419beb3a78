from newsroom.models.desk import DeskSettings
from newsroom.models.event import Event
from newsroom.models.ledger import LedgerRow, StandingQuerySet
from newsroom.models.report import ErrorReport, ErrorReportQuerySet
from newsroom.models.user import User

__all__ = [
    "DeskSettings",
    "ErrorReport",
    "ErrorReportQuerySet",
    "Event",
    "LedgerRow",
    "StandingQuerySet",
    "User",
]
