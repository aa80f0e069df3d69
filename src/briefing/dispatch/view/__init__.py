"""The operator's view of the ledger: lists, one delivery, coming runs, exports, a status page, and unsubscribing.

Nothing here sends, and but for unsubscribing nothing here writes.
"""

from briefing.dispatch.view.exporting import export_csv, export_json
from briefing.dispatch.view.listing import Coming, Deliveries, coming, deliveries
from briefing.dispatch.view.showing import Shown, show
from briefing.dispatch.view.status import page

__all__ = ["Coming", "Deliveries", "Shown", "coming", "deliveries", "export_csv", "export_json", "page", "show"]
