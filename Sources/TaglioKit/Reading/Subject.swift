public import TaglioFormat
import TaglioStore

/// What a label, a removal or a membership is of, as a person knows it now.
public struct Subject: Hashable, Sendable {
  /// What sort of thing it is.
  public enum Kind: String, Sendable, CaseIterable {
    case `case`, experiment, run, suite
    /// Nothing is known of it here.
    case unknown
  }

  /// What sort of thing it is.
  public var kind: Kind
  /// By what commits name it.
  public var target: Target
  /// What its owner calls it, where it is a case with a key.
  public var key: CaseKey?
  /// The name of a suite or an experiment, a line of a case; empty where there is none.
  public var text: String
}

/// A version of a case or an experiment, or a run, as comparisons name it.
public struct VersionMention: Sendable {
  /// Its id.
  public var id: ObjectID
  /// The lineage that it belongs to, or the run.
  public var subject: Subject
  /// Its place in its chain, from 1; nil for a run.
  public var sequence: Int?
  /// A line of text by which a person recognises it.
  public var summary: String
}

extension Snapshot {
  func subject(of target: Target) throws -> Subject {
    switch target {
    case .suite(let uuid):
      return Subject(kind: .suite, target: target, text: try names(ofSuite: uuid).first ?? "")
    case .object(let id):
      let number = try index.lineage(LineageID(id)) ?? index.number(of: id)
      guard let number else { return Subject(kind: .unknown, target: target, text: "") }
      return try subject(number, target)
    }
  }

  private func subject(_ number: UInt32, _ target: Target) throws -> Subject {
    let label = try label(of: number)
    let kind: Subject.Kind =
      switch try index.object(number).kind {
      case .case: .case
      case .experiment: .experiment
      case .run: .run
      case .blob, .changes, .missing: .unknown
      }
    return Subject(kind: kind, target: target, key: label.key, text: label.summary)
  }

  /// The version or the run with this number.
  func mention(of number: UInt32) throws -> VersionMention {
    let row = try index.object(number)
    let hasVersions = row.kind == .case || row.kind == .experiment
    let target = hasVersions ? try lineageID(row.lineage).id : row.id
    return VersionMention(
      id: row.id,
      subject: try subject(number, .object(target)),
      sequence: hasVersions ? Int(row.sequence) : nil,
      summary: try label(of: number).summary
    )
  }
}
