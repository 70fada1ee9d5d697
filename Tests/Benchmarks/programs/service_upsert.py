"""Cases taken in as a web service with an ORM does it: `DB FILE`, in batches of 1,000.

Each record is checked by a model, looked up by its key, and inserted or updated; a batch is one
transaction.
"""
import hashlib
import itertools
import json
import sys
from typing import Any

import pydantic
import sqlalchemy
from sqlalchemy import orm

BATCH = 1000


class Base(orm.DeclarativeBase):
    pass


class Case(Base):
    __tablename__ = "cases"
    key: orm.Mapped[str] = orm.mapped_column(primary_key=True)
    digest: orm.Mapped[str] = orm.mapped_column(index=True)
    fields: orm.Mapped[str]
    labels: orm.Mapped[str]


class Record(pydantic.BaseModel):
    id: str
    input: dict[str, Any]
    expected: dict[str, Any]
    level: int
    topic: str
    keywords: list[str]
    title: str


def upsert(session, record):
    fields = json.dumps(
        record.model_dump(include={"input", "expected", "level", "topic"}), sort_keys=True)
    labels = json.dumps(record.model_dump(include={"keywords", "title"}), sort_keys=True)
    digest = hashlib.sha256(fields.encode()).hexdigest()
    row = session.get(Case, record.id)
    if row is None:
        session.add(Case(key=record.id, digest=digest, fields=fields, labels=labels))
    elif row.digest != digest or row.labels != labels:
        row.digest, row.fields, row.labels = digest, fields, labels


engine = sqlalchemy.create_engine(f"sqlite:///{sys.argv[1]}")
Base.metadata.create_all(engine)
with open(sys.argv[2], encoding="utf-8") as file:
    for lines in itertools.batched(file, BATCH) if hasattr(itertools, "batched") else iter(
            lambda: list(itertools.islice(file, BATCH)), []):
        with orm.Session(engine) as session, session.begin():
            for line in lines:
                upsert(session, Record.model_validate_json(line))
