"""The admin of the record: what an editor may reword, and everything else to look at."""

from claims.admin import editable, ledger

__all__ = ["editable", "ledger"]
