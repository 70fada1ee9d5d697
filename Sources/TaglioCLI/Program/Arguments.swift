/// The arguments of the program, before they are parsed.
struct Arguments {
  /// The name of the command, nil where none is given.
  let command: String?
  /// The word after it, where the command is made of others.
  let subcommand: String?
  /// The command's name or names, and then everything else in the order in which it came.
  let ordered: [String]

  private static let flags: Set<String> = [
    "--json", "--jsonl", "-q", "--quiet", "-v", "--verbose", "--no-pager",
  ]
  private static let options: Set<String> = ["-C", "--color", "-c", "--setting"]

  /// Moves options that every command has from before the command's name to after it.
  init(_ arguments: [String]) {
    let first = Arguments.skipOptions(arguments, from: 0)
    guard first < arguments.count, !arguments[first].hasPrefix("-") else {
      (command, subcommand) = (nil, nil)
      ordered = arguments
      return
    }
    var rest = arguments
    var names = [rest.remove(at: first)]
    command = names[0]
    let second = Arguments.skipOptions(rest, from: first)
    if !TaglioProgram.commandNames(in: names[0]).isEmpty, second < rest.count,
      !rest[second].hasPrefix("-")
    {
      names.append(rest.remove(at: second))
    }
    subcommand = names.dropFirst().first
    ordered = names + rest
  }

  /// The place of the first word that is no option of every command, nor the value of one.
  private static func skipOptions(_ arguments: [String], from start: Int) -> Int {
    var place = start
    while place < arguments.count {
      let argument = arguments[place]
      let isJoined = argument.hasPrefix("--color=") || argument.hasPrefix("--setting=")
      if flags.contains(argument) || isJoined {
        place += 1
      } else if options.contains(argument) {
        place += 2
      } else {
        break
      }
    }
    return place
  }

  /// Whether a shell asks what an argument may be.
  var isCompletion: Bool { ordered.first == "---completion" }

  /// The form of output that is asked for, for errors that come before the arguments are parsed.
  var format: Settings.Format {
    let words = ordered.prefix { $0 != "--" }
    return words.contains("--json") ? .json : words.contains("--jsonl") ? .jsonLines : .text
  }
}
