package import TaglioFormat

/// What a log of another tool says, in the words of taglio.
///
/// One run of one task: what a tool writes of several tasks, prompts or models in one log is several
/// of these. It holds nothing of the file that it was read from, so that the same run in two formats
/// is equal.
package struct ImportedLog: Sendable {
  /// What messages call it: the names of its files.
  package var name: String
  /// The tool: `inspect`.
  package var tool: String
  /// The task, evaluation or pipeline that was run.
  package var task: String
  /// The data set that the cases are of: the source that says them.
  package var dataSet: String
  /// What tells this run from all others of the tool.
  package var identity = JSONValue.null
  /// What was chosen, for the run's `config`.
  package var config = JSONObject()
  /// What the tool says of the run, whole, for the run's `metadata`.
  package var details = JSONObject()
  /// When the run started and ended; nil where the log does not say.
  package var start: CommitTime?
  package var end: CommitTime?
  /// Whether it ran to its end; else it is sealed as abandoned.
  package var isComplete = true
  /// The cases, each once, in the order of the log.
  package var cases: [ImportedCase] = []
  /// What came out.
  package var outputs: [ImportedOutput] = []
  /// Whether these are cases only, of which a suite is made.
  package var isSuite = false
  /// What has no place of its own in taglio, and how many times the log says it.
  package var kept: [ExactString: Int] = [:]
  /// What a person should know of it besides.
  package var notes: [String] = []

  package init(name: String, tool: String, task: String, dataSet: String) {
    self.name = name
    self.tool = tool
    self.task = task
    self.dataSet = dataSet
  }
}

/// A case of a log.
package struct ImportedCase: Hashable, Sendable {
  /// The key: a UUID, or a name within the data set.
  package var key: CaseKey
  /// The record as `add` takes it: an object whose labels are among its fields.
  package var record: CanonicalJSON

  package init(key: CaseKey, record: CanonicalJSON) {
    self.key = key
    self.record = record
  }
}

/// What came out of one trial of one case.
package struct ImportedOutput: Hashable, Sendable {
  /// The number of the case in its log, from 0.
  package var input: Int
  /// Which trial of it, from 0.
  package var trial: Int
  /// The fields: `passed` is the verdict and `score` the score, where the tool gave them; `error` is
  /// there where it failed.
  package var fields: CanonicalJSON
  /// What the tool says of it.
  package var result: Output.Result

  package init(input: Int, trial: Int, fields: CanonicalJSON, result: Output.Result) {
    self.input = input
    self.trial = trial
    self.fields = fields
    self.result = result
  }
}
