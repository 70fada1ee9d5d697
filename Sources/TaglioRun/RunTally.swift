package import TaglioFormat
package import TaglioKit

/// How many outputs came to what.
package struct RunTally: Hashable, Sendable {
  package var passed = 0
  package var failed = 0
  package var errors = 0
  /// Without a verdict.
  package var unjudged = 0

  package init() {}

  package var outputs: Int { passed + failed + errors + unjudged }

  /// The share that passed of those that are judged, errors among them; nil where none has a verdict.
  package var rate: Double? {
    passed + failed > 0 ? Double(passed) / Double(passed + failed + errors) : nil
  }

  /// Counts an output by its fields.
  package mutating func add(_ fields: CanonicalJSON, verdict: VerdictRule?) {
    if fields.saysError {
      errors += 1
      return
    }
    let root = fields.document.root
    switch verdict.flatMap({ $0.judge(root.value(at: $0.pointer)?.canonical) }) {
    case true?: passed += 1
    case false?: failed += 1
    case nil: unjudged += 1
    }
  }

  /// Counts outputs that are stored, without late and repeated ones.
  package init(_ outputs: [Output]) {
    for output in outputs where output.counts {
      switch output.result {
      case .passed: passed += 1
      case .failed: failed += 1
      case .error: errors += 1
      case .unjudged, .unreadable: unjudged += 1
      }
    }
  }
}
