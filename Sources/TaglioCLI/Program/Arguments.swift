/// The arguments of the program, before they are parsed.
struct Arguments {
  /// The name of the command, nil where none is given.
  let command: String?
  /// The command's name, and then everything else in the order in which it came.
  let ordered: [String]

  private static let flags: Set<String> = [
    "--json", "--jsonl", "-q", "--quiet", "-v", "--verbose", "--no-pager",
  ]
  private static let options: Set<String> = ["-C", "--color", "-c", "--setting"]

  /// Moves options that every command has from before the command's name to after it.
  init(_ arguments: [String]) {
    var leading = 0
    while leading < arguments.count {
      let argument = arguments[leading]
      let isJoined = argument.hasPrefix("--color=") || argument.hasPrefix("--setting=")
      if Arguments.flags.contains(argument) || isJoined {
        leading += 1
      } else if Arguments.options.contains(argument) {
        leading += 2
      } else {
        break
      }
    }
    guard leading < arguments.count, !arguments[leading].hasPrefix("-") else {
      command = nil
      ordered = arguments
      return
    }
    command = arguments[leading]
    ordered = [arguments[leading]] + arguments[..<leading] + arguments[(leading + 1)...]
  }

  /// Whether a shell asks what an argument may be.
  var isCompletion: Bool { ordered.first == "---completion" }

  /// The form of output that is asked for, for errors that come before the arguments are parsed.
  var format: Settings.Format {
    let words = ordered.prefix { $0 != "--" }
    return words.contains("--json") ? .json : words.contains("--jsonl") ? .jsonLines : .text
  }
}
