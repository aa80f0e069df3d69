"""The operator's view of the delivery log: lists, one delivery, next runs, exports, a status page, unsubscribing.

Nothing here sends, and only unsubscribing writes.
"""

from briefing.dispatch.view.delivery_detail import DeliveryDetail, show_delivery
from briefing.dispatch.view.delivery_list import DeliveryList, ScheduleStatus, list_deliveries, list_schedules
from briefing.dispatch.view.export import export_csv, export_json
from briefing.dispatch.view.status_page import render_page

__all__ = [
    "DeliveryDetail",
    "DeliveryList",
    "ScheduleStatus",
    "export_csv",
    "export_json",
    "list_deliveries",
    "list_schedules",
    "render_page",
    "show_delivery",
]
