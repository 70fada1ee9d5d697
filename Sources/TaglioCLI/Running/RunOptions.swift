import ArgumentParser
import TaglioFormat
import TaglioKit
import TaglioRun

/// How a run is done, as the command line has it.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Tell the command a value, JSON or text.", valueName: "name=value")
  )
  var set: [String] = []

  @Option(help: ArgumentHelp("Run each input so often.", valueName: "n"))
  var trials = 1

  @Option(
    help: ArgumentHelp("End an attempt that takes longer: 30s, 10m.", valueName: "duration"),
    transform: DurationText.parse
  )
  var timeout: Int64?

  @Option(help: ArgumentHelp("Try an error again so often.", valueName: "n"))
  var retries = 0

  @Flag(help: "Keep processes of the command, which answer one line of JSON after another.")
  var worker = false

  @Option(
    help: ArgumentHelp(
      "The inputs: those of the suite, or of another run, exact or in their latest versions.",
      valueName: "which"
    )
  )
  var inputs = RunSettings.Inputs.suite

  @Option(
    help: ArgumentHelp("What to run of a case with several heads.", valueName: "which"),
    transform: RunOptions.fork
  )
  var fork = InputSelection.Fork.principal

  func validate() throws {
    if trials < 1 { throw ValidationError("--trials takes a number from 1 on") }
    if retries < 0 { throw ValidationError("--retries takes a number from 0 on") }
    if timeout == 0 { throw ValidationError("--timeout takes a duration from 1s on") }
  }

  /// What they come to.
  ///
  /// - Throws: `usage` for a value without a name, or a name with two values.
  func settings() throws -> RunSettings {
    var settings = RunSettings()
    settings.fork = fork
    settings.inputs = inputs
    settings.retries = retries
    settings.timeout = timeout.map { $0 / 1_000_000_000 }
    settings.trials = trials
    settings.isWorker = worker
    for (name, value) in try ChosenValues(self.set).values { settings.values[name] = value }
    return settings
  }

  private static func fork(_ text: String) throws -> InputSelection.Fork {
    guard let fork = InputSelection.Fork(rawValue: text) else {
      throw ValidationError("--fork is principal or all, and not \"\(text)\"")
    }
    return fork
  }
}

/// How many programs run at once.
struct JobsOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Run so many at once; by default one for each processor.", valueName: "n")
  )
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j takes a number from 1 on") }
  }
}

extension RunSettings.Inputs: ExpressibleByArgument {}
