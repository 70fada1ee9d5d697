/// Wrong calls of `run exec`, `run resume` and `run abandon`, on a store with the suites `small` and
/// `empty`, the experiment `solve` and the runs `sealed`, `open` and `imported`.
extension BadInput {
  static let programs: [BadInput] = execNames + execOptions + commands + resuming

  private static func exec(
    _ name: String,
    _ words: [String],
    files: [String: String] = [:],
    command: [String] = ["--", "cat"],
    status: Int32 = 1,
    says: [String]
  ) -> BadInput {
    BadInput(
      name,
      files: files,
      run: ["run", "exec"] + words + command,
      status: status,
      says: says
    )
  }

  private static let execNames: [BadInput] = [
    exec(
      "a run on no such suite",
      ["solve", "--suite", "none"],
      status: 6,
      says: ["\"none\"", "taglio suite ls"]
    ),
    exec(
      "a run of no such experiment",
      ["none", "--suite", "small"],
      status: 6,
      says: ["\"none\"", "taglio experiment ls"]
    ),
    exec(
      "a run of a case",
      ["odd", "--suite", "small"],
      status: 6,
      says: ["\"odd\" is no experiment", "taglio experiment ls"]
    ),
    exec(
      "a run of the import",
      ["2cb57fdceeccf548", "--suite", "small"],
      says: ["\"import\"", "taglio experiment ls"]
    ),
    exec(
      "a run on an experiment",
      ["solve", "--suite", "solve"],
      status: 6,
      says: ["\"solve\" is no suite", "taglio suite ls"]
    ),
    exec(
      "a run on a suite without members",
      ["solve", "--suite", "empty"],
      says: ["the suite empty lists no case", "taglio suite add empty"]
    ),
    exec(
      "running an import again",
      ["solve", "--rerun", "imported"],
      status: 6,
      says: ["is an import", "taglio run ls"]
    ),
    exec(
      "running no such run again",
      ["solve", "--rerun", "none"],
      status: 6,
      says: ["\"none\"", "taglio run ls"]
    ),
    exec(
      "running a run again that has no outputs",
      ["solve", "--rerun", "open", "--inputs", "exact"],
      says: ["lists no case that could be run"]
    ),
  ]

  private static let execOptions: [BadInput] = [
    exec("a run on nothing", ["solve"], status: 64, says: ["--suite NAME"]),
    exec(
      "no trials",
      ["solve", "--suite", "small", "--trials", "0"],
      status: 64,
      says: ["--trials", "from 1 on"]
    ),
    exec(
      "fewer retries than none",
      ["solve", "--suite", "small", "--retries=-1"],
      status: 64,
      says: ["--retries", "from 0 on"]
    ),
    exec(
      "no jobs",
      ["solve", "--suite", "small", "-j", "0"],
      status: 64,
      says: ["-j", "from 1 on"]
    ),
    exec(
      "a timeout that is no length of time",
      ["solve", "--suite", "small", "--timeout", "soon"],
      status: 64,
      says: ["\"soon\"", "30s"]
    ),
    exec(
      "a timeout of nothing",
      ["solve", "--suite", "small", "--timeout", "0s"],
      status: 64,
      says: ["--timeout", "from 1s on"]
    ),
    exec(
      "--set of a run without a value",
      ["solve", "--suite", "small", "--set", "model"],
      status: 64,
      says: ["--set model", "NAME=VALUE", "model=small"]
    ),
    exec(
      "--set without a name",
      ["solve", "--suite", "small", "--set", "=x"],
      status: 64,
      says: ["--set =x", "NAME=VALUE"]
    ),
    exec(
      "--set of one name twice",
      ["solve", "--suite", "small", "--set", "a=1", "--set", "a=2"],
      status: 64,
      says: ["a two values", "--set a=VALUE"]
    ),
    exec(
      "the inputs of no other run",
      ["solve", "--suite", "small", "--inputs", "exact"],
      status: 64,
      says: ["--inputs exact", "--rerun"]
    ),
    exec(
      "inputs that there are not",
      ["solve", "--suite", "small", "--inputs", "some"],
      status: 64,
      says: ["some", "taglio run"]
    ),
    exec(
      "a fork that there is not",
      ["solve", "--suite", "small", "--fork", "best"],
      status: 64,
      says: ["best", "principal or all"]
    ),
  ]

  private static let commands: [BadInput] = [
    exec(
      "a command without --",
      ["solve", "--suite", "small"],
      command: ["cat"],
      status: 64,
      says: ["-- COMMAND", "taglio run exec --help"]
    ),
    exec(
      "a run of no command",
      ["solve", "--suite", "small"],
      command: ["--"],
      status: 64,
      says: ["-- COMMAND"]
    ),
    exec(
      "a command that is not there",
      ["solve", "--suite", "small"],
      command: ["--", "no-such-command"],
      says: ["no-such-command", "no such program", "./no-such-command"]
    ),
    exec(
      "a file that is not there as command",
      ["solve", "--suite", "small"],
      command: ["--", "./none"],
      says: ["./none", "no such program", "Check the name"]
    ),
    exec(
      "a file that may not be executed",
      ["solve", "--suite", "small"],
      files: ["solve.sh": "#!/bin/sh\ncat\n"],
      command: ["--", "./solve.sh"],
      says: ["./solve.sh", "may not be executed", "chmod +x ./solve.sh"]
    ),
  ]

  private static let resuming: [BadInput] = [
    BadInput(
      "resuming a sealed run",
      run: ["run", "resume", "sealed", "--", "cat"],
      says: ["is sealed (abandoned)", "--rerun"]
    ),
    BadInput(
      "resuming an import",
      run: ["run", "resume", "imported", "--", "cat"],
      status: 6,
      says: ["is an import", "taglio run ls"]
    ),
    BadInput(
      "resuming no such run",
      run: ["run", "resume", "none", "--", "cat"],
      status: 6,
      says: ["\"none\"", "taglio run ls"]
    ),
    BadInput(
      "resuming a case",
      run: ["run", "resume", "odd", "--", "cat"],
      status: 6,
      says: ["\"odd\" is no run", "taglio run ls"]
    ),
    BadInput(
      "resuming without a command",
      run: ["run", "resume", "open"],
      status: 64,
      says: ["not executed unasked", "sh -c 'cat; touch ran'", "--same-command"]
    ),
    BadInput(
      "resuming with two commands",
      run: ["run", "resume", "open", "--same-command", "--", "cat"],
      status: 64,
      says: ["exclude each other"]
    ),
    BadInput(
      "resuming with a command that is not there",
      run: ["run", "resume", "open", "--", "no-such-command"],
      says: ["no-such-command", "no such program"]
    ),
    BadInput(
      "abandoning a sealed run",
      run: ["run", "abandon", "sealed"],
      says: ["is sealed (abandoned)", "--rerun"]
    ),
    BadInput(
      "abandoning an import",
      run: ["run", "abandon", "imported"],
      status: 6,
      says: ["is an import", "taglio run ls"]
    ),
    BadInput(
      "abandoning a suite",
      run: ["run", "abandon", "small"],
      status: 6,
      says: ["\"small\" is no run", "taglio run ls"]
    ),
  ]
}
