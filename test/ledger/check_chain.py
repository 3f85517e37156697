import hashlib, json, sqlite3, sys

ledger = sqlite3.connect(sys.argv[1])
head = "0" * 64
for sequence, kind, time, body, prev, found in ledger.execute(
    "select sequence, kind, recorded_at, body, prev_hash, hash from entry order by sequence"
):
    said = "\n".join(["parley-entry-1", head, kind, time, body])
    assert prev == head and hashlib.sha256(said.encode()).hexdigest() == found, f"entry {sequence} is broken"
    entry, head = json.loads(body), found
    for part in ("content", "bytes", "reading"):
        if entry.get(part):
            (bytes,) = ledger.execute("select bytes from blob where hash = ?", [entry[part]]).fetchone()
            assert bytes is None or hashlib.sha256(bytes).hexdigest() == entry[part], f"entry {sequence}: {part} changed"
print(f"{sequence}:{head}")
