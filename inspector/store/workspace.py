"""Who and what a workspace belongs to: its district, its persons, its devices."""

from __future__ import annotations

from uuid import UUID, uuid4

from msgspec import Struct

from inspector.domain.change import Edit
from inspector.store.database import rows
from inspector.store.kind import creation
from inspector.store.reading import read_one
from inspector.store.tables import Device as DeviceTable
from inspector.store.tables import District as DistrictTable
from inspector.store.tables import Person as PersonTable

DISTRICT_ID = UUID("8d1f6a52-0c3e-4b7a-9e55-6f2f8c1d0a01")


class District(Struct, frozen=True):
    """The heading of every sheet, and whether this is the sample."""

    name: str = ""
    office: str = ""
    is_sample: bool = False


class Person(Struct, frozen=True):
    """Somebody who writes changes."""

    id: UUID
    name: str
    team: str = ""


class Device(Struct, frozen=True):
    """A laptop as this workspace knows it; `short` stands in visit numbers."""

    id: UUID
    name: str
    short: str


def load_district() -> District:
    """The district of this workspace."""
    return read_one(District, DistrictTable, "id = ?", (DISTRICT_ID,)) or District()


def load_persons() -> dict[UUID, Person]:
    """All persons by id."""
    return {row.id: Person(row.id, row.name, row.team) for row in PersonTable.select()}


def find_person(name: str) -> Person:
    """The person with this name; a new one, not saved yet, where there is none."""
    found = read_one(Person, PersonTable, "name = ? AND void = 0 ORDER BY id", (name,))
    return found or Person(uuid4(), name)


def find_device(device: UUID) -> Device | None:
    """The device with this id, if it wrote here before."""
    return read_one(Device, DeviceTable, "id = ?", (device,))


def introductions(device: Device, person: Person) -> list[Edit]:
    """The edits that make device and person known where they write for the first time."""
    edits: list[Edit] = []
    if not rows("SELECT 1 FROM device WHERE id = ?", (device.id,)):
        edits += creation("device", device)
    if not rows("SELECT 1 FROM person WHERE id = ?", (person.id,)):
        edits += creation("person", person)
    return edits
