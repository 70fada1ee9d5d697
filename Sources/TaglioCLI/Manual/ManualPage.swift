/// The manual page of the program or of one of its commands.
///
/// Equal programs give equal pages: there is no date in them.
struct ManualPage {
  private let command: CommandInfo
  /// Whether it is the page of the program.
  private let isProgram: Bool

  init(_ command: CommandInfo) {
    self.command = command
    isProgram = !command.name.contains(" ")
  }

  /// The page of the program, those of its commands and those of the commands in these.
  static func all(_ program: CommandInfo) -> [ManualPage] {
    [ManualPage(program)] + program.commands.flatMap { all($0) }
  }

  /// `taglio-ls`.
  var name: String { command.name.split(separator: " ").joined(separator: "-") }

  var fileName: String { name + ".1" }

  var text: String {
    var roff = Roff()
    roff.macro(".TH", name.uppercased(), "1", "", ProgramVersion.text, "taglio")
    roff.macro(".SH", "NAME")
    let abstract = command.abstract.reversed().drop { $0 == "." }.reversed()
    roff.line("\(name) - \(String(abstract))")
    roff.macro(".SH", "SYNOPSIS")
    roff.macro(".B", command.name)
    roff.line(synopsis)
    describe(&roff)
    list("ARGUMENTS", command.arguments.filter { $0.kind == .positional }, &roff)
    let options = command.arguments.filter { $0.kind != .positional }
    list("OPTIONS", options.filter { isProgram || !$0.isGlobal }, &roff)
    list("OPTIONS OF EVERY COMMAND", options.filter { !isProgram && $0.isGlobal }, &roff)
    listCommands(&roff)
    example(&roff)
    roff.macro(".SH", "SEE ALSO")
    roff.macro(".BR", isProgram ? "git" : "taglio", "(1)")
    return roff.text
  }

  private var synopsis: String {
    if !command.commands.isEmpty { return "command [arguments]" }
    let positionals = command.arguments.filter { $0.kind == .positional }
    return (["[options]"] + positionals.map(\.usage)).joined(separator: " ")
  }

  // MARK: Sections

  /// What stands before the examples.
  private func describe(_ roff: inout Roff) {
    let text = parts.description
    guard !text.isEmpty else { return }
    roff.macro(".SH", "DESCRIPTION")
    roff.paragraphs(text)
  }

  private func example(_ roff: inout Roff) {
    guard !parts.examples.isEmpty else { return }
    roff.macro(".SH", "EXAMPLES")
    roff.example(parts.examples)
  }

  private var parts: (description: String, examples: [String]) {
    let lines = command.discussion.split(separator: "\n", omittingEmptySubsequences: false)
    var before = lines.prefix { $0 != "EXAMPLES" }
    while before.last?.isEmpty == true { before.removeLast() }
    let examples = lines.drop { $0 != "EXAMPLES" }.dropFirst()
    let description = before.joined(separator: "\n")
    return (description, examples.map { String($0.hasPrefix("  ") ? $0.dropFirst(2) : $0) })
  }

  private func list(_ title: String, _ arguments: [ArgumentInfo], _ roff: inout Roff) {
    guard !arguments.isEmpty else { return }
    roff.macro(".SH", title)
    for argument in arguments {
      roff.macro(".TP")
      roff.macro(".B", argument.heading)
      roff.fill(argument.abstract)
    }
  }

  private func listCommands(_ roff: inout Roff) {
    guard !command.commands.isEmpty else { return }
    roff.macro(".SH", "COMMANDS")
    for command in command.commands {
      roff.macro(".TP")
      roff.macro(".BR", ManualPage(command).name, "(1)")
      roff.fill(command.abstract)
    }
  }
}

extension ArgumentInfo {
  /// As in a synopsis: `[kind]`, `file...`.
  fileprivate var usage: String {
    let name = valueName + (isRepeating ? "..." : "")
    return isOptional ? "[\(name)]" : name
  }

  /// As in a list: `-m, --message text`.
  fileprivate var heading: String {
    guard kind != .positional else { return usage }
    let short = names.filter { !$0.hasPrefix("--") }
    let all = (short + names.filter { $0.hasPrefix("--") }).joined(separator: ", ")
    return kind == .option ? "\(all) \(valueName)" : all
  }
}
