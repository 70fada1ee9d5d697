extension BadInput {
  /// Calls of `experiment`; the store has an experiment `sums`.
  static let experiments: [BadInput] = experimentCalls + experimentFiles

  private static func experiment(
    _ name: String,
    _ arguments: String...,
    files: [String: String] = [:],
    status: Int32 = 1,
    says: [String]
  ) -> BadInput {
    BadInput(name, files: files, run: ["experiment"] + arguments, status: status, says: says)
  }

  private static let experimentCalls: [BadInput] = [
    experiment("an experiment without a name", "add", status: 64, says: ["experiment add --help"]),
    experiment("the experiment that is built in", "add", "import", says: ["built in"]),
    experiment("an experiment called latest", "add", "latest", says: ["\"latest\""]),
    experiment(
      "a verdict that is no place",
      "add",
      "sums",
      "--verdict",
      "ok",
      says: ["the verdict \"ok\"", "JSON Pointer", "\n", "^", "/score>=0.5"]
    ),
    experiment(
      "a verdict without a value",
      "add",
      "sums",
      "--verdict",
      "/score>=",
      says: ["a value is missing here", "^"]
    ),
    experiment(
      "a score that is no place",
      "add",
      "sums",
      "--score",
      "score",
      says: ["field /score", "JSON Pointer", "/metrics/f1"]
    ),
    experiment("no such command of experiments", "rm", "sums", status: 64, says: ["log"]),
    experiment(
      "showing no experiment",
      "show",
      "sumz",
      status: 6,
      says: ["no experiment \"sumz\"", "\n  sums\n", "taglio experiment ls"]
    ),
    experiment(
      "showing a case as an experiment",
      "show",
      "1",
      status: 6,
      says: ["\"1\" is no experiment: it is a case"]
    ),
    experiment("the log of no experiment", "log", "none", status: 6, says: ["\"none\""]),
    experiment("a log of fewer than none", "log", "sums", "-n=-1", status: 64, says: ["-n"]),
  ]

  private static let experimentFiles: [BadInput] = [
    experiment(
      "an experiment of no file",
      "add",
      "sums",
      "none.json",
      says: ["no file \"none.json\""]
    ),
    experiment(
      "an experiment of a directory",
      "add",
      "sums",
      "folder",
      files: ["folder/a.json": "{}"],
      says: ["\"folder\" is a directory"]
    ),
    experiment(
      "an experiment of two objects",
      "add",
      "sums",
      "two.jsonl",
      files: ["two.jsonl": "{}\n{}\n"],
      says: ["two.jsonl:2:1: ", "second record"]
    ),
    experiment(
      "an experiment of no object",
      "add",
      "sums",
      "list.json",
      files: ["list.json": "[1]"],
      says: ["list.json:1:2"]
    ),
    experiment(
      "an experiment of nothing",
      "add",
      "sums",
      "nothing.jsonl",
      files: ["nothing.jsonl": "\n"],
      says: ["nothing.jsonl"]
    ),
    experiment(
      "an experiment that calls itself otherwise",
      "add",
      "sums",
      "e.yaml",
      files: ["e.yaml": "name: products\n"],
      says: ["\"products\"", "\"sums\"", "field /name"]
    ),
    experiment(
      "an experiment with two verdicts",
      "add",
      "sums",
      "e.yaml",
      "--verdict",
      "/b",
      files: ["e.yaml": "verdict: /a\n"],
      says: ["\"/a\"", "--verdict is \"/b\""]
    ),
    experiment(
      "a schema that is no JSON",
      "add",
      "sums",
      "--schema",
      "s.json",
      files: ["s.json": #"{"type": object}"#],
      says: ["s.json:1:10"]
    ),
    experiment(
      "a schema that is a text",
      "add",
      "sums",
      "e.yaml",
      files: ["e.yaml": "schema: s.json\n"],
      says: ["a JSON Schema is an object", "field /schema"]
    ),
    experiment(
      "a schema that no value could be checked by",
      "add",
      "sums",
      "--schema",
      "s.json",
      files: ["s.json": #"{"properties": {"score": {"type": 5}}}"#],
      says: ["this is no JSON Schema", "field /schema/properties/score/type", "draft 2020-12"]
    ),
    experiment(
      "standard input for an experiment twice",
      "add",
      "sums",
      "-",
      "--schema",
      "-",
      status: 64,
      says: ["only once"]
    ),
  ]
}
