#!/usr/bin/env python3
"""Fills a table of labels, as people do in a spreadsheet: fill.py TABLE ANSWERS.

ANSWERS has the order in its first column and a label in its second one, whose name is that of the
column to be filled. Orders without an answer stay empty.
"""
import csv
import sys


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
        return head, rows


table, answers = sys.argv[1:]
(_, label), given = read(answers)
said = dict(given)
head, rows = read(table)
column, order = head.index(label), head.index("id")
for row in rows:
    row[column] = said.get(row[order], "")
with open(table, "w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows([head, *rows])
