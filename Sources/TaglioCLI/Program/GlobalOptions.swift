import ArgumentParser
import TaglioFormat
import TaglioKit

/// The options that every command has; they may stand before the command's name too.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Work as if started in this directory.", valueName: "dir"),
    completion: .directory
  )
  var directory: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Print one JSON document for each entry of a list.")
  var jsonl = false

  @Flag(name: .shortAndLong, help: "Print results and errors only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Print whole ids, and the causes of errors.")
  var verbose = false

  @Option(help: ArgumentHelp("Use colours: auto, always or never.", valueName: "when"))
  var color: ColorChoice?

  @Option(
    name: [.customShort("c"), .customLong("setting")],
    help: ArgumentHelp("A setting for this call; see taglio config.", valueName: "name=value")
  )
  var setting: [String] = []

  @Flag(help: "Do not show long text with a pager.")
  var noPager = false

  func validate() throws {
    if json && jsonl { throw ValidationError("--json and --jsonl exclude each other") }
  }

  var settings: Settings {
    get throws {
      Settings(
        directory: directory,
        format: json ? .json : jsonl ? .jsonLines : .text,
        isQuiet: quiet,
        isVerbose: verbose,
        color: color,
        flags: try flags(),
        usesPager: !noPager
      )
    }
  }

  /// What `-c` says; the last one counts.
  private func flags() throws -> [Config.Name: String] {
    var flags: [Config.Name: String] = [:]
    for text in setting {
      guard let equals = text.firstIndex(of: "=") else {
        throw TaglioError(.usage, "-c \(text): there is no \"=\"", help: "Write: -c NAME=VALUE")
      }
      let name = try ConfigCommand.setting(String(text[..<equals]))
      let value = String(text[text.index(after: equals)...])
      if let problem = name.problem(with: value) {
        throw TaglioError(
          .usage,
          "-c \(name.rawValue): cannot be \"\(value)\": \(problem)",
          help: "Give another value."
        )
      }
      flags[name] = value
    }
    return flags
  }
}

extension ColorChoice: ExpressibleByArgument {}
