"""The tables of the first version, frozen: later changes of the schema are later scripts."""

from __future__ import annotations

from typing import Any

from peewee import SqliteDatabase

_TABLES = """
    CREATE TABLE "change" (
        "id" {id} NOT NULL PRIMARY KEY,
        "format" {int} NOT NULL,
        "device" {id} NOT NULL,
        "number" {int} NOT NULL,
        "prev" {id},
        "moment_ms" {int} NOT NULL,
        "offset_minutes" {int} NOT NULL,
        "person" {id} NOT NULL,
        "action" TEXT NOT NULL,
        "reason" TEXT,
        "needs" {blob} NOT NULL,
        "body" {blob} NOT NULL
    );
    CREATE TABLE "waiting" (
        "id" {id} NOT NULL PRIMARY KEY,
        "format" {int} NOT NULL,
        "device" {id} NOT NULL,
        "number" {int} NOT NULL,
        "prev" {id},
        "moment_ms" {int} NOT NULL,
        "offset_minutes" {int} NOT NULL,
        "person" {id} NOT NULL,
        "action" TEXT NOT NULL,
        "reason" TEXT,
        "needs" {blob} NOT NULL,
        "body" {blob} NOT NULL
    );
    CREATE TABLE "touch" (
        "root" {id} NOT NULL,
        "change" {id} NOT NULL,
        "last" {flag} NOT NULL,
        PRIMARY KEY ("root", "change")
    ){without_rowid};
    CREATE TABLE "conflict" (
        "root" {id} NOT NULL,
        "kind" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "register" TEXT NOT NULL,
        "clash" TEXT NOT NULL,
        "changes" TEXT NOT NULL,
        PRIMARY KEY ("root", "kind", "key", "register", "clash")
    ){without_rowid};
    CREATE TABLE "district" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "office" TEXT NOT NULL,
        "is_sample" {flag} NOT NULL
    );
    CREATE TABLE "person" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "team" TEXT NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "device" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "short" TEXT NOT NULL
    );
    CREATE TABLE "unit" (
        "id" {id} NOT NULL PRIMARY KEY,
        "code" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "unit_class" TEXT NOT NULL,
        "leader" TEXT NOT NULL,
        "phone" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "from_import" {flag} NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "unit_parent" (
        "id" {id} NOT NULL PRIMARY KEY,
        "unit" {id} NOT NULL,
        "parent" {id},
        "role" TEXT NOT NULL,
        "share" {int},
        "valid_from" TEXT,
        "valid_to" TEXT,
        "void" {flag} NOT NULL,
        FOREIGN KEY ("unit") REFERENCES "unit" ("id") DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE "site_type" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "weight" {int},
        "void" {flag} NOT NULL
    );
    CREATE TABLE "site" (
        "id" {id} NOT NULL PRIMARY KEY,
        "code" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "site_type" TEXT NOT NULL,
        "address" TEXT NOT NULL,
        "longitude" TEXT,
        "latitude" TEXT,
        "length_m" {int},
        "leader" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "from_import" {flag} NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "site_unit" (
        "id" {id} NOT NULL PRIMARY KEY,
        "site" {id} NOT NULL,
        "unit" {id},
        "role" TEXT NOT NULL,
        "share" {int},
        "valid_from" TEXT,
        "valid_to" TEXT,
        "void" {flag} NOT NULL,
        FOREIGN KEY ("site") REFERENCES "site" ("id") DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE "scheme_draft" (
        "id" {id} NOT NULL PRIMARY KEY,
        "scheme_id" {id},
        "title" TEXT NOT NULL,
        "content" TEXT,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "scheme_version" (
        "id" {id} NOT NULL PRIMARY KEY,
        "scheme_id" {id},
        "number" {int} NOT NULL,
        "title" TEXT NOT NULL,
        "published" {int},
        "origin" TEXT NOT NULL,
        "content" TEXT,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "visit" (
        "id" {id} NOT NULL PRIMARY KEY,
        "site" {id},
        "site_type" TEXT NOT NULL,
        "length_m" {int},
        "version" {id},
        "day" TEXT,
        "started" {int},
        "state" TEXT NOT NULL,
        "closed" {int},
        "level" TEXT NOT NULL,
        "mode" TEXT NOT NULL,
        "method" TEXT NOT NULL,
        "campaign" TEXT NOT NULL,
        "plan" {id},
        "number" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "visit_unit" (
        "visit" {id} NOT NULL,
        "unit" {id} NOT NULL,
        "role" TEXT NOT NULL,
        "item" {int} NOT NULL,
        "share" {int},
        "void" {flag} NOT NULL,
        PRIMARY KEY ("visit", "unit", "role", "item"),
        FOREIGN KEY ("visit") REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
    CREATE TABLE "visit_person" (
        "visit" {id} NOT NULL,
        "person" {id} NOT NULL,
        "void" {flag} NOT NULL,
        PRIMARY KEY ("visit", "person"),
        FOREIGN KEY ("visit") REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
    CREATE TABLE "answer" (
        "visit" {id} NOT NULL,
        "item" {int} NOT NULL,
        "state" TEXT,
        "found" {int},
        "points" {int},
        "grade" TEXT,
        "note" TEXT NOT NULL,
        PRIMARY KEY ("visit", "item"),
        FOREIGN KEY ("visit") REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
    CREATE TABLE "finding" (
        "id" {id} NOT NULL PRIMARY KEY,
        "visit" {id} NOT NULL,
        "item" {int} NOT NULL,
        "clause" TEXT NOT NULL,
        "occurrences" {int} NOT NULL,
        "points_each" {int},
        "level" TEXT NOT NULL,
        "fixed" {flag} NOT NULL,
        "note" TEXT NOT NULL,
        "void" {flag} NOT NULL,
        FOREIGN KEY ("visit") REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE "photo" (
        "id" {id} NOT NULL PRIMARY KEY,
        "sha256" {blob},
        "format" TEXT,
        "byte_size" {int} NOT NULL,
        "width" {int} NOT NULL,
        "height" {int} NOT NULL,
        "taken" TEXT,
        "longitude" TEXT,
        "latitude" TEXT
    );
    CREATE TABLE "visit_photo" (
        "id" {id} NOT NULL PRIMARY KEY,
        "visit" {id} NOT NULL,
        "photo" {id},
        "item" {int} NOT NULL,
        "finding" {id},
        "view" TEXT NOT NULL,
        "attached" {int},
        "void" {flag} NOT NULL,
        "marks" TEXT NOT NULL,
        FOREIGN KEY ("visit") REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE "total" (
        "visit" {id} NOT NULL,
        "section" {int} NOT NULL,
        "got" {int} NOT NULL,
        "full_mark" {int} NOT NULL,
        "bonus" {int} NOT NULL,
        "observed" {int} NOT NULL,
        "not_observed" {int} NOT NULL,
        "not_applicable" {int} NOT NULL,
        "unanswered" {int} NOT NULL,
        PRIMARY KEY ("visit", "section"),
        FOREIGN KEY ("visit") REFERENCES "visit" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
    CREATE TABLE "problem" (
        "id" {id} NOT NULL PRIMARY KEY,
        "visit" {id},
        "finding" {id},
        "site" {id},
        "item" {int} NOT NULL,
        "source" TEXT NOT NULL,
        "level" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "clause" TEXT NOT NULL,
        "deadline_class" TEXT NOT NULL,
        "number" TEXT NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "problem_unit" (
        "problem" {id} NOT NULL,
        "unit" {id} NOT NULL,
        "role" TEXT NOT NULL,
        "share" {int},
        "void" {flag} NOT NULL,
        PRIMARY KEY ("problem", "unit", "role"),
        FOREIGN KEY ("problem") REFERENCES "problem" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
    CREATE TABLE "problem_event" (
        "id" {id} NOT NULL PRIMARY KEY,
        "problem" {id} NOT NULL,
        "event" TEXT NOT NULL,
        "moment" {int},
        "person" {id},
        "unit" {id},
        "deadline" {int},
        "note" TEXT NOT NULL,
        "photos" TEXT,
        "void" {flag} NOT NULL,
        FOREIGN KEY ("problem") REFERENCES "problem" ("id") DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE "board" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "rules" TEXT,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "edition" (
        "id" {id} NOT NULL PRIMARY KEY,
        "board" {id},
        "period" TEXT NOT NULL,
        "number" {int} NOT NULL,
        "corrects" {id},
        "sealed" {int},
        "content" TEXT,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "appeal" (
        "id" {id} NOT NULL PRIMARY KEY,
        "edition" {id},
        "visit" {id},
        "item" {int} NOT NULL,
        "unit" {id},
        "filed" {int},
        "text" TEXT NOT NULL,
        "decision" TEXT NOT NULL,
        "decided" {int},
        "decided_by" {id},
        "reason" TEXT NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "plan" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL,
        "campaign" TEXT NOT NULL,
        "first" TEXT,
        "last" TEXT,
        "note" TEXT NOT NULL,
        "void" {flag} NOT NULL
    );
    CREATE TABLE "plan_site" (
        "plan" {id} NOT NULL,
        "site" {id} NOT NULL,
        "day" TEXT,
        "person" {id},
        "void" {flag} NOT NULL,
        PRIMARY KEY ("plan", "site"),
        FOREIGN KEY ("plan") REFERENCES "plan" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
    CREATE TABLE "calendar" (
        "id" {id} NOT NULL PRIMARY KEY,
        "name" TEXT NOT NULL
    );
    CREATE TABLE "calendar_day" (
        "calendar" {id} NOT NULL,
        "day" TEXT NOT NULL,
        "is_working" {flag} NOT NULL,
        "name" TEXT NOT NULL,
        "void" {flag} NOT NULL,
        PRIMARY KEY ("calendar", "day"),
        FOREIGN KEY ("calendar") REFERENCES "calendar" ("id") DEFERRABLE INITIALLY DEFERRED
    ){without_rowid};
"""

_INDEXES = """
    CREATE INDEX "touch_heads" ON "touch" ("root", "last") WHERE "last" = 1;
    CREATE INDEX "change_device_number" ON "change" ("device", "number");
    CREATE INDEX "change_prev" ON "change" ("prev");
    CREATE INDEX "unit_parent_unit" ON "unit_parent" ("unit");
    CREATE INDEX "site_code" ON "site" ("code");
    CREATE INDEX "site_unit_site" ON "site_unit" ("site");
    CREATE INDEX "scheme_version_scheme_id" ON "scheme_version" ("scheme_id");
    CREATE INDEX "visit_site" ON "visit" ("site");
    CREATE INDEX "visit_day" ON "visit" ("day");
    CREATE INDEX "finding_visit" ON "finding" ("visit");
    CREATE INDEX "visit_photo_visit" ON "visit_photo" ("visit");
    CREATE INDEX "visit_photo_photo" ON "visit_photo" ("photo");
    CREATE INDEX "problem_visit" ON "problem" ("visit");
    CREATE INDEX "problem_event_problem" ON "problem_event" ("problem");
"""

_SQLITE = {
    "id": "BLOB",
    "blob": "BLOB",
    "int": "INTEGER",
    "flag": "INTEGER",
    "without_rowid": " WITHOUT ROWID",
}
_POSTGRESQL = {
    "id": "UUID",
    "blob": "BYTEA",
    "int": "BIGINT",
    "flag": "SMALLINT",
    "without_rowid": "",
}


def up(_migrator: Any, database: Any) -> None:
    """Create every table and index."""
    types = _SQLITE if isinstance(database, SqliteDatabase) else _POSTGRESQL
    for statement in (_TABLES.format(**types) + _INDEXES).split(";"):
        if statement.strip():
            database.execute_sql(statement)
