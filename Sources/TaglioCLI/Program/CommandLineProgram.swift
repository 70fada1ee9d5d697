import ArgumentParser

/// The program `taglio`, apart from the process that it runs in.
package enum CommandLineProgram {
  /// Runs one command.
  ///
  /// - Parameter arguments: what stands after the program's name.
  /// - Returns: the status to exit with.
  package static func run(_ arguments: [String], _ console: Console) -> Int32 {
    let arguments = Arguments(arguments)
    var settings = Settings()
    settings.format = arguments.format
    do {
      let status = try perform(arguments, console, &settings)
      try console.output.flush()
      try console.errors.flush()
      return status.rawValue
    } catch {
      return report(Failure(error), settings, console).rawValue
    }
  }

  /// `settings` becomes what the arguments say as soon as that is known.
  private static func perform(
    _ arguments: Arguments,
    _ console: Console,
    _ settings: inout Settings
  ) throws -> ExitStatus {
    if let request = Peek.request(arguments) {
      settings = request.settings
      return try request.run(in: try Session(console, settings))
    }
    do {
      var command = try TaglioProgram.parseAsRoot(arguments.ordered)
      guard let own = command as? any TaglioCommand else {
        try command.run()
        return .done
      }
      settings = own.global.settings
      return try own.run(in: try Session(console, settings))
    } catch  where error.comesFromParser {
      return try answer(error, arguments, console)
    }
  }

  /// Help and version are results; everything else that the parser throws is a wrong call.
  private static func answer(
    _ error: any Error,
    _ arguments: Arguments,
    _ console: Console
  ) throws -> ExitStatus {
    guard TaglioProgram.exitCode(for: error).isSuccess else {
      throw wrongCall(error, arguments)
    }
    let text = TaglioProgram.fullMessage(for: error, columns: console.output.columns ?? 80)
    try console.output.write(text + (text.hasSuffix("\n") ? "" : "\n"))
    return .done
  }

  private static func wrongCall(_ error: any Error, _ arguments: Arguments) -> Failure {
    let names = TaglioProgram.commandNames
    if let command = arguments.command, !names.contains(command), command != "help" {
      return Failure(
        "usage",
        .usage,
        "there is no command \"\(command)\"",
        help: "There are \(names.sorted().joined(separator: ", ")); see: taglio --help"
      )
    }
    let help = ["taglio", arguments.command, "--help"].compactMap(\.self).joined(separator: " ")
    let message = TaglioProgram.message(for: error).split(separator: "\n").joined(separator: " ")
    return Failure("usage", .usage, message, help: "See: \(help)")
  }

  private static func report(
    _ failure: Failure,
    _ settings: Settings,
    _ console: Console
  ) -> ExitStatus {
    let style = Style(isColoured: settings.color.isColoured(console.errors, console))
    do {
      if settings.format != .text {
        try console.output.write(failure.json.bytes + [UInt8(ascii: "\n")])
      }
      try console.output.flush()
    } catch {
      // Standard output is what failed; the message below says so.
    }
    do {
      try console.errors.write(failure.text(style, isVerbose: settings.isVerbose))
      try console.errors.flush()
    } catch {
      // Nobody is left to tell; the exit status still does.
    }
    return failure.status
  }
}

extension Error {
  /// Whether the parser threw it: errors of the commands themselves are of our own types.
  fileprivate var comesFromParser: Bool {
    self is ValidationError || self is CleanExit || self is ExitCode
      || String(reflecting: type(of: self)).hasPrefix("ArgumentParser.")
  }
}
