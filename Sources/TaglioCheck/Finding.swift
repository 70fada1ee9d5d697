package import TaglioFormat

/// One thing that a check of a store found.
package struct Finding: Sendable, Hashable {
  /// What kind of finding it is: stable, documented in `Docs/fsck.md`.
  package var name: Name
  package var severity: Severity
  /// The object that it is about, where it is about one.
  package var object: ObjectID?
  /// The file that it is about, relative to the project's directory.
  package var file: String?
  /// What was found, in one sentence without a full stop.
  package var detail: String
  /// What cannot be shown, or not be trusted, because of it: the first ones, for a person.
  package var harms: [Harm]
  /// How many harms there are, those in `harms` included.
  package var harmCount: Int
  /// What helps: a command to type, or what to do where there is none.
  package var help: String

  package init(
    _ name: Name,
    object: ObjectID? = nil,
    file: String? = nil,
    detail: String,
    help: String
  ) {
    self.name = name
    severity = name.severity
    self.object = object
    self.file = file
    self.detail = detail
    harms = []
    harmCount = 0
    self.help = help
  }

  /// How much a finding matters.
  package enum Severity: String, Sendable, CaseIterable {
    /// A problem: something is lost, altered, or breaks a rule. `fsck` ends with exit code 4.
    case error
    /// Worth knowing, and not a loss: a copy under way, a ref that is behind.
    case warning
    /// What lies about and does no harm.
    case note
  }

  /// Something that a finding harms: what a person has to do without until it is mended.
  package struct Harm: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
      case `case`, commit, experiment, run, suite
    }

    package var kind: Kind
    /// Its key or name, else the beginning of its id.
    package var name: String

    package init(_ kind: Kind, _ name: String) {
      self.kind = kind
      self.name = name
    }

    /// The most harms that a finding tells of one by one.
    package static let listed = 8
  }
}

extension Finding: Comparable {
  /// By file, then by name and detail, so that reports of equal stores are equal.
  package static func < (left: Finding, right: Finding) -> Bool {
    left.order.lexicographicallyPrecedes(right.order)
  }

  private var order: [String] { [file ?? "", name.text, detail] }
}
