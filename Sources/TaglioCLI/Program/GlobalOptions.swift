import ArgumentParser

/// The options that every command has; they may stand before the command's name too.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customShort("C"),
    help: ArgumentHelp("Work as if started in this directory.", valueName: "dir")
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
  var color = ColorChoice.auto

  func validate() throws {
    if json && jsonl { throw ValidationError("--json and --jsonl exclude each other") }
  }

  var settings: Settings {
    Settings(
      directory: directory,
      format: json ? .json : jsonl ? .jsonLines : .text,
      isQuiet: quiet,
      isVerbose: verbose,
      color: color
    )
  }
}

extension ColorChoice: ExpressibleByArgument {}
