/// How a store of one format becomes one of the next, and back.
///
/// The number in `.taglio/format` alone says which format a store has, and is changed in one step. So
/// everything else is written before the number goes up and removed after it went down:
///
/// - `build` must write beside what is there, durably, and leave what the earlier format needs: until
///   the number is changed the store is one of the earlier format.
/// - `dismantle` must remove what `build` writes, whole or in part, and nothing else.
/// - Both may be called any number of times, and are called with the writer's lock held.
///
/// Objects are never touched: what an object is does not depend on the format.
package struct FormatStep: Sendable {
  /// The format that it starts from.
  package let from: Int
  /// The format that it leads to: the next one.
  package let to: Int
  /// What the later format has, in a few words for a person.
  package let summary: String
  let build: Work
  let dismantle: Work
  let obstacle: @Sendable (RepositoryDirectory) throws -> String?

  /// What is done to a store.
  package typealias Work = @Sendable (RepositoryDirectory) throws -> Void

  /// - Parameter obstacle: why a store of the later format cannot go back, as the end of a sentence:
  ///   something was written that the earlier one cannot hold. Nil where it can.
  package init(
    from: Int,
    to: Int,
    summary: String,
    build: @escaping Work,
    dismantle: @escaping Work,
    obstacle: @escaping @Sendable (RepositoryDirectory) throws -> String? = { _ in nil }
  ) {
    self.from = from
    self.to = to
    self.summary = summary
    self.build = build
    self.dismantle = dismantle
    self.obstacle = obstacle
  }

  /// The steps that this version knows, from format 1 on, each from where the one before leads.
  ///
  /// There is none yet: format 1 is the only one.
  package static let all: [FormatStep] = []
}
