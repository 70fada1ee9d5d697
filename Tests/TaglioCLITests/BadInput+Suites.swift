extension BadInput {
  /// Calls of `suite`; the store has a suite `easy` with the case `1`.
  static let suites: [BadInput] = makingSuites + changingSuites + readingSuites

  private static func suite(
    _ name: String,
    _ arguments: String...,
    input: String = "",
    status: Int32 = 1,
    says: [String]
  ) -> BadInput {
    BadInput(name, run: ["suite"] + arguments, input: input, status: status, says: says)
  }

  private static let makingSuites: [BadInput] = [
    suite("a suite without a name", "create", status: 64, says: ["suite create --help"]),
    suite(
      "a suite whose name is taken",
      "create",
      "easy",
      "2",
      says: ["suites/easy is taken", "taglio suite add easy"]
    ),
    suite("a suite called like an id", "create", "abcd", says: ["\"abcd\"", "suites/baseline"]),
    suite("a suite called like a path", "create", "../x", says: ["looks like a path"]),
    suite(
      "a suite of nothing that is here",
      "create",
      "new",
      "1",
      "none",
      status: 6,
      says: ["\"none\"", "taglio ls"]
    ),
    suite(
      "a suite of experiments",
      "create",
      "new",
      "1",
      "sums",
      says: ["\"sums\" is an experiment", "members of suites are cases"]
    ),
    suite(
      "a suite of a suite that is not taken --from",
      "create",
      "new",
      "easy",
      says: ["\"easy\" is a suite", "--from easy"]
    ),
    suite(
      "a suite from nothing that is here",
      "create",
      "new",
      "--from",
      "nothing",
      status: 6,
      says: ["\"nothing\""]
    ),
    suite(
      "a suite from a case",
      "create",
      "new",
      "--from",
      "1",
      says: ["\"1\" is a case", "from a run or a suite"]
    ),
    suite(
      "a suite of lines of which one is no case",
      "create",
      "new",
      "-",
      input: "1\n\nnone\n",
      status: 6,
      says: ["-:3:1: ", "\"none\""]
    ),
    suite(
      "standard input for a suite twice",
      "create",
      "new",
      "-",
      "-",
      status: 64,
      says: ["only once", "suite create --help"]
    ),
    suite("freezing no suite", "freeze", "hard", "x", status: 6, says: ["no suite \"hard\""]),
    suite(
      "freezing a suite under its own name",
      "freeze",
      "easy",
      "easy",
      says: ["suites/easy is taken"]
    ),
    suite("freezing without a name", "freeze", "easy", status: 64, says: ["<name>"]),
  ]

  private static let changingSuites: [BadInput] = [
    suite(
      "adding to no suite",
      "add",
      "eazy",
      "1",
      status: 6,
      says: ["no suite \"eazy\"", "\n  easy\n", "taglio suite ls"]
    ),
    suite(
      "adding to a case",
      "add",
      "1",
      "2",
      status: 6,
      says: ["\"1\" is no suite: it is a case", "taglio suite ls"]
    ),
    suite(
      "a suite by an expression that does not end",
      "create",
      "mine",
      "--where",
      "(key = 1",
      status: 64,
      says: ["column 9", "(key = 1\n"]
    ),
    suite("adding nothing to a suite", "add", "easy", status: 64, says: ["--from"]),
    suite("removing nothing from a suite", "remove", "easy", status: 64, says: ["--from"]),
    suite(
      "removing nothing that is here from a suite",
      "remove",
      "easy",
      "none",
      status: 6,
      says: ["\"none\""]
    ),
    suite(
      "pinning a version that there is not",
      "pin",
      "easy",
      "2~7",
      status: 6,
      says: ["\"2~7\"", "further"]
    ),
    suite(
      "pinning a case at two versions",
      "pin",
      "easy",
      "2",
      "2~1",
      says: ["2 is named in two versions", "once"]
    ),
    suite("unpinning in no suite", "unpin", "hard", "1", status: 6, says: ["no suite \"hard\""]),
    suite("labelling a suite with nothing", "label", "easy", status: 64, says: ["--label"]),
    suite(
      "taking away a label that a suite has not",
      "label",
      "easy",
      "--drop-label",
      "title",
      status: 6,
      says: ["easy has no label title"]
    ),
    suite("labelling no suite", "label", "hard", "--label", "a=1", status: 6, says: ["\"hard\""]),
  ]

  private static let readingSuites: [BadInput] = [
    suite("no such command of suites", "frob", status: 64, says: ["\"suite frob\"", "freeze"]),
    suite("a slip in a command of suites", "shwo", status: 64, says: ["Did you mean show?"]),
    suite("showing no suite", "show", "hard", status: 6, says: ["no suite \"hard\""]),
    suite(
      "showing an experiment as a suite",
      "show",
      "sums",
      status: 6,
      says: ["it is an experiment"]
    ),
    suite("a suite from before the first", "show", "easy", "--offset=-1", status: 64, says: ["0"]),
    suite("comparing one suite", "diff", "easy", status: 64, says: ["--at COMMIT"]),
    suite("comparing with no suite", "diff", "easy", "hard", status: 6, says: ["\"hard\""]),
    suite(
      "comparing a suite with itself at a case",
      "diff",
      "easy",
      "--at",
      "1",
      status: 6,
      says: ["\"1\" is no commit"]
    ),
  ]
}
