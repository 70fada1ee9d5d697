"""Cases in SQLite with nothing around them: `load DB FILE`, `by-field DB`, `by-keyword DB`, `all DB`.

Each row holds the record as JSON text; the fields that are asked for have an index.
"""
import json
import sqlite3
import sys

SCHEMA = """
create table cases (id text primary key, record text not null, topic text, level integer);
create index cases_by_topic on cases (topic);
create index cases_by_level on cases (level);
create table keywords (keyword text, id text, primary key (keyword, id)) without rowid;
"""


def load(database, path):
    database.executescript(SCHEMA)
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            database.execute(
                "insert into cases values (?, ?, ?, ?)",
                (record["id"], line, record["topic"], record["level"]))
            database.executemany(
                "insert into keywords values (?, ?)",
                [(keyword, record["id"]) for keyword in record["keywords"]])
    database.commit()


def show(rows):
    for identity, record in rows:
        print(identity, json.loads(record)["title"])


database = sqlite3.connect(sys.argv[2])
if sys.argv[1] == "load":
    load(database, sys.argv[3])
elif sys.argv[1] == "by-field":
    show(database.execute(
        "select id, record from cases where topic = 'money' and level = 3 order by id"))
elif sys.argv[1] == "by-keyword":
    show(database.execute(
        "select id, record from cases join keywords using (id) where keyword = 'new' order by id"))
else:
    show(database.execute("select id, record from cases order by id"))
