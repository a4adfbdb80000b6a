"""Moments as people type them: in local time, a day alone meaning its end."""

from __future__ import annotations

from datetime import datetime, time


def local_moment(text: str) -> datetime:
    """The moment that was typed, in the zone of this computer; raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    if ":" not in text and "T" not in text:
        moment = datetime.combine(moment.date(), time.max)
    return moment.astimezone()
