extension BadInput {
  /// Recording, finding and looking at runs.
  static let runs: [BadInput] = recording + finding + looking

  private static func recording(
    _ name: String,
    _ arguments: [String],
    status: Int32,
    says: [String]
  ) -> BadInput {
    BadInput(
      name,
      files: ["out.jsonl": #"{"id":1}"#],
      run: ["run", "record"] + arguments,
      status: status,
      says: says
    )
  }

  private static let recording: [BadInput] = [
    recording(
      "outputs of an unknown experiment",
      ["nothing", "out.jsonl", "--basis", "/id"],
      status: 6,
      says: ["\"nothing\""]
    ),
    recording(
      "outputs of a case",
      ["2", "out.jsonl", "--basis", "/id"],
      status: 6,
      says: ["\"2\" is no experiment", "taglio experiment ls"]
    ),
    recording(
      "outputs of an import",
      ["2cb57fdceeccf548", "out.jsonl", "--basis", "/id"],
      status: 1,
      says: ["\"import\" is what add runs"]
    ),
    recording(
      "outputs over an unknown suite",
      ["2cb57fdceeccf548", "out.jsonl", "--basis", "/id", "--suite", "nothing"],
      status: 6,
      says: ["\"nothing\""]
    ),
    recording(
      "outputs over a case",
      ["2cb57fdceeccf548", "out.jsonl", "--basis", "/id", "--suite", "2"],
      status: 6,
      says: ["\"2\" is no suite", "taglio suite ls"]
    ),
    recording("a recording without a basis", ["x", "out.jsonl"], status: 64, says: ["--basis"]),
    recording(
      "a basis that is no pointer",
      ["x", "out.jsonl", "--basis", "id"],
      status: 64,
      says: ["--basis id", "JSON Pointer", "/id"]
    ),
    recording(
      "a join that is no pointer",
      ["x", "out.jsonl", "--basis", "/id", "--join", ""],
      status: 64,
      says: ["--join", "JSON Pointer"]
    ),
    recording(
      "a choice without a value",
      ["x", "out.jsonl", "--basis", "/id", "--set", "model"],
      status: 64,
      says: ["--set model", "NAME=VALUE"]
    ),
    recording(
      "a choice with two values",
      ["x", "out.jsonl", "--basis", "/id", "--set", "m=1", "--set", "m=2"],
      status: 64,
      says: ["m two values"]
    ),
    recording("a recording without files", ["x", "--basis", "/id"], status: 64, says: ["<file>"]),
  ]

  private static func finding(
    _ name: String,
    _ arguments: String...,
    status: Int32 = 64,
    says: [String]
  ) -> BadInput {
    BadInput(name, run: ["find"] + arguments, status: status, says: says)
  }

  private static let finding: [BadInput] = [
    finding("a bracket that is not closed", "(a = 1", says: ["column 7", "\n        ^", "\"(\""]),
    finding("a bracket too many", "a = 1)", says: ["column 6", "\n       ^"]),
    finding("a field alone", "answer", says: ["expected =, !=", "found the end"]),
    finding("an operator that is none", "a ! 1", says: ["no operator"]),
    finding("a text that does not end", "a = 'x", says: ["not closed", "column 5"]),
    finding("an expression of nothing", "", says: ["expected a field", "column 1"]),
    finding(
      "brackets without end",
      String(repeating: "(", count: 20_000),
      says: ["more than 64 brackets"]
    ),
    finding("a suite that is none", "suite = nothing", status: 6, says: ["\"nothing\""]),
    finding("a creator that is no run", "creator = 2", says: ["creator", "a run"]),
    finding("an id of three digits", "id = abc", says: ["4 to 64 hexadecimal digits"]),
    finding("an order of keys", "key < 2", says: ["no order"]),
    finding("a kind that is none", "a = 1", "--in", "blobs", says: ["blobs", "outputs"]),
    finding("an order by no field", "--sort", "a..b", says: ["--sort a..b is no field"]),
    finding("groups and a count", "--count", "--group-by", "a", says: ["exclude each other"]),
    finding("fewer than none", "--limit", "-1", says: ["--limit"]),
    finding("the past of nothing", "--at", "feedfeed", status: 6, says: ["feedfeed"]),
  ]

  private static let looking: [BadInput] = [
    BadInput("a run of nothing", run: ["run", "show", "nothing"], status: 6, says: ["nothing"]),
    BadInput(
      "a run that is a case",
      run: ["run", "show", "2"],
      status: 6,
      says: ["\"2\" is no run", "taglio run ls"]
    ),
    BadInput(
      "runs from below the beginning",
      run: ["run", "ls", "--offset", "-1"],
      status: 64,
      says: ["--offset"]
    ),
  ]
}
