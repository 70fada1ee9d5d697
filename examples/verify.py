#!/usr/bin/env python3
"""Checks every object of a store with nothing but Python's own libraries."""
import hashlib, pathlib, sys, zlib

bad = total = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("[0-9a-f][0-9a-f]/*")):
    if len(path.name) != 62:
        continue
    content = zlib.decompress(path.read_bytes())
    header, payload = content.split(b"\0", 1)
    good = hashlib.blake2b(content, digest_size=32).hexdigest() == path.parent.name + path.name
    good = good and int(header.split(b" ")[1]) == len(payload)
    total, bad = total + 1, bad + (not good)
    if not good:
        print(f"damaged: {path}")
print(f"{total} objects, {bad} damaged")
sys.exit(bad > 0)
