"""Policies move levers, levers move people: dated schedules, and functions of what staff can observe."""

from .schedule import LeverChange, change_days, checked_changes, lever_table

__all__ = ["LeverChange", "change_days", "checked_changes", "lever_table"]
