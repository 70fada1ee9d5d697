extension BadInput {
  /// A file `bad.csv`, added without keys.
  private static func table(
    _ name: String,
    _ text: String,
    _ options: [String] = [],
    says: [String]
  ) -> BadInput {
    BadInput(
      name,
      files: ["bad.csv": text],
      run: ["add", "bad.csv", "--no-key"] + options,
      says: says
    )
  }

  private static func columns(_ name: String, _ map: String, says: [String]) -> BadInput {
    BadInput(
      name,
      files: ["bad.csv": "a,b\n1,2\n"],
      run: ["add", "bad.csv", "--no-key", "--columns", map],
      status: 64,
      says: ["--columns: "] + says
    )
  }

  /// CSV, TSV, and what is said of their columns.
  static let tables: [BadInput] = [
    table(
      "a ragged row",
      "a,b\n\"1\n\",2\n3,4,5\n",
      says: ["bad.csv:4:5", "3 cells, the first row 2", "record 2", "quotation marks"]
    ),
    table("a short row", "a,b\n1\n", says: ["bad.csv:2:2", "1 cell, the first row 2"]),
    table("an open cell", "a,b\n1,\"2\n", says: ["bad.csv:2:3", "never closed"]),
    table("a quotation mark after a space", "a\n \"5\"\n", says: ["bad.csv:2:2", "twice"]),
    table("text after a cell", "a\n\"5\" x\n", says: ["bad.csv:2:4", "twice"]),
    table("a blank line in a table", "a\n1\n\n2\n", says: ["bad.csv:3:1", "blank", "\"\""]),
    table("an empty table", "", says: ["bad.csv:1:1", "names its columns"]),
    table("a nameless column", "a,\n1,2\n", says: ["bad.csv:1:3", "column 2 has no name"]),
    table("a repeated column", "a,a\n1,2\n", says: ["bad.csv:1:3", "1 and 2", "rename"]),
    table("another separator", "a;b\n1;2\n", says: ["bad.csv:1:1", "\";\"", "commas or tabs"]),
    table(
      "a column that is not there",
      "question,b\n1,2\n",
      ["--columns", "qestion=/input"],
      says: ["bad.csv:1:1", "\"qestion\"", "did you mean \"question\""]
    ),
    table(
      "two columns in one place",
      "a,b\n1,2\n",
      ["--columns", "a=/b/c"],
      says: ["bad.csv:1:1", "\"b\" and \"a\"", "/b/c", "a place of its own"]
    ),
    table(
      "a cell that JSON cannot hold",
      "a\n1e999\n",
      ["--types", "json"],
      says: ["bad.csv:2:1", "\"a\"", "--types text"]
    ),
    table("--records for a table", "a\n1\n", ["--records", "/a"], says: ["bad.csv", "--records"]),
    BadInput(
      "half of a surrogate pair in UTF-16",
      bytes: ["bad.csv": [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x3D, 0xD8]],
      run: ["add", "bad.csv", "--no-key"],
      says: ["bad.csv:2:1", "surrogate"]
    ),
    BadInput(
      "--columns for JSON Lines",
      files: ["bad.jsonl": "{\"id\":1}"],
      run: ["add", "bad.jsonl", "--key", "id", "--columns", "id=/x"],
      says: ["bad.jsonl", "--columns is for CSV and TSV"]
    ),
    BadInput(
      "--prune without a source",
      run: ["add", "-", "--format", "csv", "--prune"],
      input: "uuid\n00000000-0000-4000-8000-000000000001\n",
      says: ["-", "--source"]
    ),
    columns("--columns without a target", "a", says: ["\"a\" has no target", "/input/question"]),
    columns("--columns with a target that is none", "a=b", says: ["\"b\" is no target"]),
    columns("--columns with a column twice", "a=/x,a=/y", says: ["\"a\" is there twice"]),
    BadInput(
      "--types that are none",
      run: ["add", "bad.csv", "--types", "yaml"],
      status: 64,
      says: ["yaml", "json"]
    ),
  ]
}
