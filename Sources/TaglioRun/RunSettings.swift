package import TaglioFormat
package import TaglioKit

/// What is chosen for a run: its `config`.
package struct RunSettings: Hashable, Sendable {
  /// Where a run takes its inputs from.
  package enum Inputs: String, Sendable, CaseIterable {
    /// The versions that the run which is run again had.
    case exact
    /// The heads of their lineages.
    case latest
    /// The members of the suite.
    case suite
  }

  package var fork = InputSelection.Fork.principal
  package var inputs = Inputs.suite
  /// How often an error is tried again.
  package var retries = 0
  /// What the command is told: names and values.
  package var values: [ExactString: CanonicalJSON] = [:]
  /// The longest that one attempt may take, in seconds.
  package var timeout: Int64?
  /// How often each input is run.
  package var trials = 1
  /// Whether the command is a worker, which answers many inputs.
  package var isWorker = false

  package init() {}

  /// The longest that one attempt may take, in nanoseconds.
  package var timeoutNanoseconds: Int64? { timeout.map { $0 * 1_000_000_000 } }

  /// `{"fork", "inputs", "retries", "set", "timeout", "trials", "worker"}`.
  package var json: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    out.member("fork", fork.rawValue)
    out.member("inputs", inputs.rawValue)
    out.member("retries", retries)
    out.member("set", set)
    out.member("timeout", timeout.map { CanonicalJSON(unchecked: Array(String($0).utf8)) })
    out.member("trials", trials)
    out.member("worker", isWorker ? CanonicalJSON.true : .false)
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  /// The values as one JSON object: what the command finds in `TAGLIO_CONFIG`.
  package var set: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    for (name, value) in values.sorted(by: { $0.key.string.precedes($1.key.string) }) {
      out.member(name.string, value)
    }
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  /// Reads what `json` wrote; nil for the config of a run that was not executed by taglio.
  package init?(_ config: JSONView) {
    guard let fork = config["fork"]?.string.flatMap(InputSelection.Fork.init),
      let inputs = config["inputs"]?.string.flatMap(Inputs.init),
      let retries = config["retries"]?.int, retries >= 0,
      let trials = config["trials"]?.int, trials > 0,
      let isWorker = config["worker"]?.bool,
      let set = config["set"], set.kind == .object
    else { return nil }
    (self.fork, self.inputs, self.retries) = (fork, inputs, retries)
    (self.trials, self.isWorker) = (trials, isWorker)
    timeout = config["timeout"]?.int.map { Int64($0) }
    for member in set.members {
      values[ExactString(member.key.string ?? "")] = member.value.canonical
    }
  }
}
