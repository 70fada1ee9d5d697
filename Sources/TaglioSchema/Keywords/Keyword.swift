import TaglioFormat

/// What one keyword, or several that belong together, demand of a value.
protocol Keyword: Sendable {
  /// Whether a value is what is demanded; if not, `run` was told why.
  ///
  /// A keyword that is about another type of value holds.
  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool
}

/// A demand that looks at nothing but the value, and can be said in fixed words.
struct Assertion: Keyword {
  private let name: String
  private let complaint: String
  private let test: @Sendable (JSONView, inout Evaluation) -> Bool

  /// - Parameters:
  ///   - name: the keyword.
  ///   - complaint: what follows the value in a message: "is more than the maximum 1".
  ///   - test: whether a value is good; it tells the run of work that grows with the value.
  init(
    _ name: String,
    _ complaint: String,
    _ test: @escaping @Sendable (JSONView, inout Evaluation) -> Bool
  ) {
    self.name = name
    self.complaint = complaint
    self.test = test
  }

  /// The schema `false`.
  static var nothing: Assertion {
    Assertion("", "is not allowed here") { _, _ in false }
  }

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    test(instance, &run) || run.complain(name, "\(instance.subject) \(complaint)")
  }
}
