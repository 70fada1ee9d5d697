"""Reading object files with nothing of taglio: zlib, BLAKE2b and JSON of the standard library."""
import hashlib
import json
import zlib

from proof import Broken


class Damaged(Broken):
    """A file that is not the object whose name it has."""


def read(path):
    """The type and the payload of an object's file.

    Raises Damaged unless the file is one zlib stream of an object with this name.
    """
    try:
        stream = zlib.decompressobj()
        content = stream.decompress(path.read_bytes()) + stream.flush()
    except zlib.error as error:
        raise Damaged(f"{path}: {error}") from None
    if not stream.eof or stream.unused_data:
        raise Damaged(f"{path}: not one whole stream")
    if hashlib.blake2b(content, digest_size=32).hexdigest() != path.parent.name + path.name:
        raise Damaged(f"{path}: hashes to another name")
    header, payload = content.split(b"\0", 1)
    kind, length = header.split(b" ")
    if int(length) != len(payload):
        raise Damaged(f"{path}: header and length differ")
    return kind.decode(), payload


def fields(path):
    """The immutable fields of a case."""
    kind, payload = read(path)
    if kind != "case":
        raise Damaged(f"{path}: a {kind} where a case was expected")
    return json.loads(payload)["immutable_fields"]
