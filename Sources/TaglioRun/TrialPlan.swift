package import TaglioFormat
import TaglioKit

/// One trial of one input.
package struct Trial: Hashable, Sendable {
  /// A version of a case.
  package var input: ObjectID
  /// From 0.
  package var number: Int

  package init(_ input: ObjectID, _ number: Int) {
    self.input = input
    self.number = number
  }

  /// All trials of inputs: the first of each, then the second of each.
  package static func all(of inputs: [ObjectID], trials: Int) -> [Trial] {
    (0..<trials).flatMap { number in inputs.map { Trial($0, number) } }
  }
}

/// Says where an output breaks the schema of its experiment; nil where it does not.
package typealias OutputCheck =
  @Sendable (CanonicalJSON) -> (path: String, message: String)?

/// How each trial of a run is done.
package struct TrialPlan: Sendable {
  package var run: ObjectID
  package var command: [String]
  package var settings: RunSettings
  /// How many trials are done at once.
  package var jobs = 1
  /// The most bytes that a trial may print.
  package var outputLimit = TrialPlan.largestOutput
  package var check: OutputCheck?

  /// As long as the longest record.
  package static let largestOutput = 64 << 20

  package init(run: ObjectID, command: [String], settings: RunSettings) {
    self.run = run
    self.command = command
    self.settings = settings
  }

  /// What all programs of the run find in their environment.
  var environment: [String: String] {
    ["TAGLIO_RUN": "\(run)", "TAGLIO_CONFIG": "\(settings.set)"]
  }

  /// What the program of one trial finds in its environment.
  func environment(_ trial: Trial) -> [String: String] {
    environment.merging(["TAGLIO_CASE": "\(trial.input)", "TAGLIO_TRIAL": "\(trial.number)"]) {
      $1
    }
  }
}
