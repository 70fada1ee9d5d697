package import TaglioFormat
package import TaglioKit

/// A run that is asked for.
package struct RunRequest: Sendable {
  /// The name of an experiment, or an id.
  package var experiment: String
  /// The name of a suite, or its UUID.
  package var suite: String?
  /// The run that is run again.
  package var rerun: String?
  package var settings: RunSettings
  /// The program and its arguments.
  package var command: [String]
  /// What the commit that begins the run says.
  package var message: String?

  package init(experiment: String, settings: RunSettings, command: [String]) {
    self.experiment = experiment
    self.settings = settings
    self.command = command
  }
}

/// What surrounds a run.
package struct RunSite: Sendable {
  /// The name of the machine.
  package var host: String
  /// Which taglio it is.
  package var tool: String
  /// The state of the source code.
  package var source: RunMetadata.Source?
  package var starter: any ProgramStarter
  /// A clock that never goes back, in nanoseconds.
  package var clock: @Sendable () -> Int64

  package init(
    host: String,
    tool: String,
    starter: any ProgramStarter,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.host = host
    self.tool = tool
    self.starter = starter
    self.clock = clock
  }
}

/// A run that is open, with all that is needed to go on with it.
package struct OpenRun: Sendable {
  package var id: ObjectID
  /// The experiment: its name, verdict, score and schema.
  package var experiment: ExperimentDefinition
  /// The version of the experiment.
  package var experimentID: ObjectID
  package var suite: UUID?
  /// What the suite is called.
  package var suiteName: String?
  package var settings: RunSettings
  package var command: [String]
  package var inputs: RunInputs
  /// The commit that began it; nil for a run that is resumed.
  package var commit: ObjectID?

  /// How many outputs it is to have.
  package var total: Int { inputs.versions.count * settings.trials }
}
