from newsroom.models.desk import DeskSettings
from newsroom.models.event import Event
from newsroom.models.ledger import LedgerRow, StandingQuerySet
from newsroom.models.user import User

__all__ = ["DeskSettings", "Event", "LedgerRow", "StandingQuerySet", "User"]
