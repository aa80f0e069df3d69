"""Planned charts → native, editable chart parts with a workbook behind each."""
