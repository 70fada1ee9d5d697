"""The BLAKE2b-256 digest of a file; prints the seconds it took."""
import hashlib
import sys
import time

data = open(sys.argv[1], "rb").read()
began = time.perf_counter()
digest = hashlib.blake2b(data, digest_size=32).hexdigest()
print(time.perf_counter() - began, digest)
