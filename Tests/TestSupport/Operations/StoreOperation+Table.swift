extension StoreOperation {
  /// Every command that changes a store.
  ///
  /// To add one: its name, its arguments, what is done before it. It must not do anything when it is
  /// repeated after it was done, or refuse that.
  package static let all: [StoreOperation] =
    making + editing + deriving + mending + exchanging + erasing + evaluating + running
    + bringing

  /// Before the command under test nothing waits for the disk.
  private static let fast = Step.write("store/.taglio/config", "durability = none\n")
  /// The command under test does.
  static let careful = Step.write("store/.taglio/config", "durability = batch\n")

  private static let sums = """
    {"id":"1","q":"1 + 1?","a":2,"keywords":["easy"]}
    {"id":"2","q":"2 + 3?","a":5,"title":"Primes"}
    {"id":"3","q":"3 + 4?","a":7}

    """

  private static let sumsChanged = """
    {"id":"1","q":"1 + 1?","a":2,"keywords":["easy","short"]}
    {"id":"2","q":"two and three?","a":5,"title":"Primes"}
    {"id":"4","q":"4 + 4?","a":8}

    """

  private static func add(_ file: String = "sums.jsonl") -> [String] {
    ["add", file, "--key", "id", "--yes"]
  }

  /// A store with three cases.
  static let small: [Step] = [
    .write("store/sums.jsonl", sums), .run(["init"]), fast, .run(add()),
  ]

  private static func after(_ steps: Step...) -> [Step] { small + steps + [careful] }

  /// Of the case `2` there are two versions that do not know of each other.
  private static let fork: [Step] = [
    .run(["edit", "2", "--set", "/a=6"]),
    .write("store/sums.jsonl", sums.replacing("\"a\":5", with: "\"a\":7")),
    .run(add()),
  ]
}

extension StoreOperation {
  private static let making: [StoreOperation] = [
    StoreOperation("init", ["init"], after: [.write("store/notes.txt", "")]),
    StoreOperation(
      "add-first",
      add(),
      after: [.write("store/sums.jsonl", sums), .run(["init"]), careful]
    ),
    StoreOperation(
      "add-changed",
      add(),
      after: after(.write("store/sums.jsonl", sumsChanged))
    ),
    StoreOperation("add-unchanged", add(), after: after()),
    StoreOperation(
      "add-many",
      add(),
      after: after(.write("store/sums.jsonl", records(from: 0, to: 20)))
    ),
    StoreOperation(
      "add-each",
      add(),
      after: small + [
        .write("store/sums.jsonl", sumsChanged),
        .write("store/.taglio/config", "durability = each\n"),
      ]
    ),
    StoreOperation(
      "add-parts",
      ["add", "sums.jsonl", "more.jsonl", "--key", "id"],
      after: after(
        .write("store/sums.jsonl", sumsChanged),
        .write("store/more.jsonl", records(from: 50, to: 52))
      )
    ),
    StoreOperation(
      "add-prune",
      add() + ["--prune"],
      after: after(.write("store/sums.jsonl", records(from: 1, to: 2)))
    ),
    StoreOperation(
      "add-yaml",
      add("more.yaml"),
      after: after(.write("store/more.yaml", "- id: y1\n  q: yes?\n- id: y2\n  q: |\n    no\n"))
    ),
    StoreOperation(
      "add-csv",
      add("more.csv"),
      after: after(.write("store/more.csv", "id,q,title\nc1,why?,Why\nc2,\"how, then?\",How\n"))
    ),
  ]

  private static func records(from first: Int, to last: Int) -> String {
    (first...last).map { #"{"id":"\#($0)","q":"\#($0) + 0?","a":\#($0)}"# + "\n" }.joined()
  }

  private static let editing: [StoreOperation] = [
    StoreOperation("edit", ["edit", "2", "--set", "/a=[5,6]"], after: after()),
    StoreOperation(
      "label",
      ["edit", "2", "--label", "title=Odd", "--add-label", "keywords=x"],
      after: after()
    ),
    StoreOperation("resolve", ["resolve", "2", "--set", "/a=8"], after: small + fork + [careful]),
    StoreOperation("rm", ["rm", "1", "2"], after: after()),
    StoreOperation("restore", ["restore", "1"], after: after(.run(["rm", "1"]))),
    StoreOperation("name", ["name", "commits/first", latestCommit], after: after()),
    StoreOperation(
      "name-delete",
      ["name", "--delete", "commits/first"],
      after: after(.run(["name", "commits/first", latestCommit]))
    ),
    StoreOperation(
      "undo-add",
      ["undo", latestCommit],
      after: after(.write("store/sums.jsonl", sumsChanged), .run(add()))
    ),
    StoreOperation(
      "undo-edit",
      ["undo", latestCommit],
      after: after(.run(["edit", "2", "--set", "/a=6", "--label", "title=Six"]))
    ),
    StoreOperation("config", ["config", "key", "id"], after: after()),
    StoreOperation("config-unset", ["config", "--unset", "durability"], after: after()),
  ]

  private static let deriving: [StoreOperation] = [
    StoreOperation("reindex", ["reindex"], after: after()),
    StoreOperation(
      "take-in",
      ["status"],
      after: after(
        .copy("store", to: "other"),
        .run(["edit", "3", "--set", "/a=8"], in: "other"),
        .run(["edit", "1", "--label", "title=One"], in: "other")
      ),
      arriving: [.copyObjects(from: "other", to: "store")]
    ),
    StoreOperation(
      "gc",
      ["gc", "--yes", "--older-than", "1d"],
      after: after(
        .copy("store", to: "other"),
        .run(["edit", "3", "--set", "/a=8"], in: "other"),
        .copyUnlisted(from: "other", to: "store"),
        .write("store/.taglio/objects/ab/.tmp-17-3", "left"),
        .write("store/.taglio/refs/.tmp-17-4", "left")
      )
    ),
  ]

  private static let mending: [StoreOperation] = [
    StoreOperation(
      "repair",
      ["fsck", "--repair"],
      after: after(
        .run(["name", "commits/first", latestCommit])
      ),
      arriving: [
        .write("store/.taglio/refs/commits/first", "nonsense\n"),
        .write("store/.taglio/index", "nonsense"),
        .write("store/.taglio/objects/ab/" + String(repeating: "c", count: 62), "nonsense"),
      ],
      course: .stepwise
    ),
    StoreOperation(
      "repair-from",
      ["fsck", "--repair", "--from", "../other"],
      after: after(
        .run(["edit", "2", "--set", "/a=6"]),
        .copy("store", to: "other")
      ),
      arriving: [.damage("store", onlyCases: false)],
      course: .stepwise
    ),
  ]
}
