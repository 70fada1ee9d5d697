package import TaglioFormat

/// How a log is taken in.
package struct LogOptions: Sendable {
  /// The experiment that its run is of; nil for one named after tool and task.
  package var experiment: String?
  /// The suite that gets its cases; nil for none.
  package var suite: String?
  /// The message of the commit; nil for one that names the log.
  package var message: String?
  /// Plan and count, and write nothing.
  package var isDryRun = false

  package init() {}
}

/// What taking in a log did.
package struct LogReport: Sendable {
  /// The log, without its cases and outputs.
  package var log: ImportedLog
  /// The name of the experiment; nil for a log of cases only.
  package var experiment: String?
  /// The suite, where one was asked for or the log is one.
  package var suite: String?
  /// The number of cases of the log, and of its outputs.
  package var cases = 0
  package var outputs = 0
  /// Cases that are new, that have a new version, and of which only labels changed.
  package var added = 0
  package var edited = 0
  package var relabelled = 0
  /// Cases that say what one of their versions says.
  package var unchanged = 0
  /// Cases that were erased for good and are left out.
  package var erased = 0
  /// The keys of cases that had been edited here and have two heads now.
  package var forked: [String] = []
  /// The run; nil for a log of cases only, and where nothing was written.
  package var run: ObjectID?
  /// Whether the run had been taken in before.
  package var isKnown = false
  /// What the tool says of the outputs.
  package var results: [Output.Result: Int] = [:]
  /// What this log and those before it say, for the count of what is new in those after it.
  var said = SaidCases()
  /// The commit; nil where nothing changed, or nothing was to be written.
  package var commit: ObjectID?
}

/// The contents of cases that logs of one call say.
struct SaidCases: Sendable {
  /// By lineage: the digests of what was said.
  var contents: [LineageID: Set<ObjectID>] = [:]
}
