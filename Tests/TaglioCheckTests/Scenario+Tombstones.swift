import TaglioCheck
import TaglioFormat
import TaglioKit

// MARK: - What tombstones stand in for

extension Scenario {
  static let tombstones = [
    Scenario(.objectLost, "a case is given up", quick: true) { store in
      try store.remove(store.path(of: store.input))
      let report = try store.repository.acceptLoss(
        of: [store.input],
        reason: "nobody has it",
        isConfirmed: true
      )
      guard report.commit != nil else { throw StoreFixture.Unexpected() }
      return store.input
    },
    Scenario(.objectErased, "a case is erased and its bytes stay", quick: true) { store in
      var request = RedactRequest(reason: "asked for")
      request.isConfirmed = true
      _ = try store.repository.redact(["\(store.input)"], request)
      return store.input
    },
  ]
}
