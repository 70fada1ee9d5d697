/// What the doctor says of one thing.
package struct Diagnosis: Sendable, Hashable {
  /// How much it matters.
  package enum Verdict: String, Sendable, CaseIterable {
    case ok
    /// It works, and something is slow, risky or left over.
    case warning
    /// Something does not work, or cannot be relied on.
    case problem
  }

  /// Stable: lower-case words joined by `-`, described in `Docs/doctor.md`.
  package var name: String
  package var verdict: Verdict
  /// What was found, in one sentence without a full stop.
  package var detail: String
  /// The way out; nil where none is needed.
  package var help: String?

  private init(_ name: String, _ verdict: Verdict, _ detail: String, _ help: String?) {
    self.name = name
    self.verdict = verdict
    self.detail = detail
    self.help = help
  }

  static func ok(_ name: String, _ detail: String) -> Diagnosis {
    Diagnosis(name, .ok, detail, nil)
  }

  static func warning(_ name: String, _ detail: String, help: String) -> Diagnosis {
    Diagnosis(name, .warning, detail, help)
  }

  static func problem(_ name: String, _ detail: String, help: String) -> Diagnosis {
    Diagnosis(name, .problem, detail, help)
  }

  /// The names of all checks, in their order.
  package static let names = [
    "version", "format", "settings", "file-system", "durability", "accepted", "index", "clock",
    "pending", "unlisted", "refs", "conflicts", "strays", "leftovers", "quarantine",
  ]
}
