import TaglioFormat

/// What a case came from, and what came out of it, across runs.
package struct Trace: Sendable {
  /// How a case is linked with the one that it stands below.
  package enum Link: String, Sendable {
    /// It was computed from it, by a run.
    case computed
    /// It was joined from it and others.
    case joined
    /// The one above was computed from it.
    case basis
    /// The one above was joined from it and others.
    case source
  }

  /// A case in the tree.
  package struct Node: Sendable {
    package var link: Link
    /// The version that the link is about: of what came out the first one.
    package var version: VersionMention
    /// The version of the case above that was used; nil where the link leads upwards.
    package var usedSequence: Int?
    /// How many versions there are of it.
    package var versions: Int
    /// The run that made it.
    package var run: RunMention?
    package var trial: Int
    /// What came out by the verdict of the experiment, as run; nil where no experiment made it.
    package var result: Output.Result?
    package var score: Double?
    package var children: [Node]
    /// Whether it stands in the tree a second time; what is below is shown only once.
    package var isRepeated: Bool
    /// Whether something below was left out, since it is too deep.
    package var isCut: Bool
  }

  /// The head of the case.
  package var subject: VersionMention
  /// All its versions, the first one first.
  package var versions: [VersionMention]
  /// The run that made its first version.
  package var run: RunMention?
  package var origins: [Node]
  package var results: [Node]

  /// Whether something was left out.
  package var isCut: Bool { (origins + results).contains(where: \.hasCut) }
}

extension Trace.Node {
  fileprivate var hasCut: Bool { isCut || children.contains(where: \.hasCut) }
}
