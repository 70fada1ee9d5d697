/// Calls on stores of formats that are not known, and wrong calls about formats and waiting.
extension BadInput {
  static let formats: [BadInput] = [
    BadInput(
      "an upgrade of a later format",
      files: [".taglio/format": "2\n"],
      run: ["upgrade", "--yes"],
      says: ["format 2", "knows only 1", "newer taglio"]
    ),
    BadInput(
      "going back from a later format",
      files: [".taglio/format": "2\nneeds packs\n"],
      run: ["upgrade", "--back", "--yes"],
      says: ["format 2", "newer taglio"]
    ),
    BadInput(
      "settings of a later format",
      files: [".taglio/format": "2\n", ".taglio/config": "{}"],
      run: ["config", "key", "id"],
      says: ["format 2", "newer taglio"]
    ),
    BadInput(
      "an object of a later format",
      files: [".taglio/format": "2\n"],
      run: ["cat-file", "-p", "2"],
      says: ["format 2", "newer taglio"]
    ),
    BadInput(
      "format 0",
      files: [".taglio/format": "0\n"],
      run: ["ls"],
      status: 4,
      says: [".taglio/format does not say", "the number 1"]
    ),
    BadInput(
      "an empty format",
      files: [".taglio/format": ""],
      run: ["upgrade"],
      status: 4,
      says: [".taglio/format does not say", "another copy"]
    ),
    BadInput(
      "a format of a megabyte",
      files: [".taglio/format": String(repeating: "1", count: 1 << 20)],
      run: ["status"],
      status: 4,
      says: [".taglio/format does not say"]
    ),
    BadInput(
      "an upgrade to a number",
      run: ["upgrade", "2"],
      status: 64,
      says: ["upgrade --help"]
    ),
    BadInput(
      "a wait that is no length of time",
      run: ["-c", "wait=soon", "add", "sums.jsonl"],
      status: 64,
      says: ["-c wait", "\"soon\"", "30s", "forever"]
    ),
    BadInput(
      "a wait of less than nothing in the store's file",
      files: [".taglio/config": "wait = -1s\n"],
      run: ["ls"],
      says: [".taglio/config:1: ", "\"-1s\"", "Correct the line"]
    ),
    BadInput(
      "a wait of a year",
      run: ["config", "wait", "1y"],
      status: 64,
      says: ["\"1y\"", "a length of time"]
    ),
  ]
}
