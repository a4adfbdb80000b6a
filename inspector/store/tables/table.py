"""The base of all tables: without a database of its own."""

from __future__ import annotations

from typing import Any

import peewee
from peewee import Model

from inspector.store.database import bound


class _BoundMetadata(peewee.Metadata):
    """Gives a table the database of the open transaction, and none outside of one."""

    @property
    def database(self) -> peewee.Database | None:
        return bound()

    @database.setter
    def database(self, value: Any) -> None:
        pass


class Table(Model):
    """Base of all tables: without a database of its own."""

    class Meta:
        model_metadata_class = _BoundMetadata
        legacy_table_names = False
