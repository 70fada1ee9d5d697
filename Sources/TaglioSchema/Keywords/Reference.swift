import TaglioFormat

/// `$ref` and `$dynamicRef`.
struct Reference: Keyword {
  let name: String
  let target: Int

  /// The dynamic anchor that decides anew each time where it leads; nil for a plain reference.
  let anchor: String?

  func holds(
    for instance: JSONView,
    in run: inout Evaluation,
    marking seen: inout Evaluated
  ) -> Bool {
    let number = anchor.flatMap { run.target(ofDynamic: $0) } ?? target
    guard let inner = run.evaluate(number, instance) else { return false }
    seen.formUnion(inner)
    return true
  }
}
