import ArgumentParser
import TaglioFormat
import TaglioKit

/// The program `taglio`, apart from the process that it runs in.
package enum CommandLineProgram {
  /// Runs one command.
  ///
  /// - Parameter arguments: what stands after the program's name.
  /// - Returns: the status to exit with.
  package static func run(_ arguments: [String], _ console: Console) -> Int32 {
    Completer.$console.withValue(console) { run(Arguments(arguments), console) }
  }

  private static func run(_ arguments: Arguments, _ console: Console) -> Int32 {
    var settings = Settings()
    settings.format = arguments.format
    var session: Session?
    do {
      let status = try perform(arguments, console, &settings, &session)
      try console.output.flush()
      try console.errors.flush()
      return status.rawValue
    } catch  where arguments.isCompletion {
      return ExitStatus.failed.rawValue
    } catch {
      let style = session?.style(on: console.errors) ?? plainStyle(settings, console)
      var failure = Failure(error)
      session?.nameHolders(in: &failure)
      return report(failure, settings, style, console).rawValue
    }
  }

  /// `settings` becomes what the arguments say as soon as that is known, and `session` the one that
  /// the command runs in.
  private static func perform(
    _ arguments: Arguments,
    _ console: Console,
    _ settings: inout Settings,
    _ session: inout Session?
  ) throws -> ExitStatus {
    if let request = Peek.request(arguments) {
      settings = request.settings
      let opened = try Session(console, settings)
      session = opened
      return try request.run(in: opened)
    }
    do {
      var command = try TaglioProgram.parseAsRoot(arguments.ordered)
      guard let own = command as? any TaglioCommand else {
        try command.run()
        return .done
      }
      settings = try own.global.settings
      let opened = try Session(console, settings)
      session = opened
      guard own.isPaged else { return try own.run(in: opened) }
      return try opened.throughPager { try own.run(in: $0) }
    } catch  where error.comesFromParser {
      return try answer(error, arguments, console)
    }
  }

  /// How errors look before the settings are known.
  private static func plainStyle(_ settings: Settings, _ console: Console) -> Style {
    Style(isColoured: (settings.color ?? .auto).isColoured(console.errors, console))
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
    if arguments.isCompletion {
      try console.output.write(TaglioProgram.fullMessage(for: error) + "\n")
      return .done
    }
    let text = TaglioProgram.fullMessage(for: error, columns: console.output.columns ?? 80)
    var settings = Settings()
    settings.usesPager = !arguments.ordered.contains("--no-pager")
    return try Session(console, settings).throughPager { session in
      try session.console.output.write(text + (text.hasSuffix("\n") ? "" : "\n"))
      return .done
    }
  }

  private static func wrongCall(_ error: any Error, _ arguments: Arguments) -> Failure {
    let names = TaglioProgram.commandNames
    if let command = arguments.command, !names.contains(command), command != "help" {
      return Failure(TaglioError.noCommand(command))
    }
    if let command = arguments.command, let subcommand = arguments.subcommand,
      !TaglioProgram.commandNames(in: command).contains(subcommand)
    {
      return Failure(TaglioError.noCommand(subcommand, in: command))
    }
    let words = ["taglio", arguments.command, arguments.subcommand, "--help"]
    let help = words.compactMap(\.self).joined(separator: " ")
    let message = TaglioProgram.message(for: error).split(separator: "\n").joined(separator: " ")
    return Failure("usage", .usage, message, help: "See: \(help)")
  }

  private static func report(
    _ failure: Failure,
    _ settings: Settings,
    _ style: Style,
    _ console: Console
  ) -> ExitStatus {
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

extension TaglioError {
  /// Says that there is no such command, and which was meant.
  ///
  /// - Parameter family: the command of which it should be a part.
  static func noCommand(_ name: String, in family: String? = nil) -> TaglioError {
    let names =
      family.map { TaglioProgram.commandNames(in: $0) } ?? TaglioProgram.commandNames.sorted()
    let whole = [family, name].compactMap(\.self).joined(separator: " ")
    let help = ["taglio", family, "--help"].compactMap(\.self).joined(separator: " ")
    let near = Spelling.nearest(to: name, among: names)
    let meant = near.isEmpty ? "" : "Did you mean \(Config.list(near, "or"))? "
    return TaglioError(
      .usage,
      "there is no command \"\(whole)\"",
      help: meant + "There are \(names.joined(separator: ", ")); see: \(help)"
    )
  }
}
