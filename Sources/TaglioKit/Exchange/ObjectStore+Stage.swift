import Synchronization
package import TaglioFormat
package import TaglioStore
import TaglioSystem

extension ObjectStore {
  /// Stages files of another store, on all cores, in a batch of this one.
  ///
  /// - Returns: the batch with all that were whole, and why the others were not.
  /// - Throws: only what the system answered.
  package func stage(
    _ ids: [ObjectID],
    from source: any ObjectStore
  ) throws -> (batch: any ObjectBatch, failures: [ObjectID: StoreError]) {
    var failures: [ObjectID: StoreError] = [:]
    while true {
      let batch = beginBatch()
      let found = try Failures.collect(ids.filter { failures[$0] == nil }) {
        (id) throws(StoreError) in try source.copy(id, into: batch)
      }
      // A batch that one file failed in can only be given up.
      if found.isEmpty { return (batch, failures) }
      batch.discard()
      failures.merge(found) { $1 }
    }
  }

  /// Verifies objects on all cores.
  ///
  /// - Returns: why those that are not good are not.
  /// - Throws: only what the system answered.
  package func damage(among ids: [ObjectID]) throws -> [ObjectID: StoreError] {
    try Failures.collect(ids) { (id) throws(StoreError) in _ = try verify(id) }
  }
}

/// What failed, on any thread.
private final class Failures: Sendable {
  private let found = Mutex<[ObjectID: StoreError]>([:])

  /// Calls `body` with each id and collects which of them are absent.
  static func collect(
    _ ids: [ObjectID],
    _ body: @Sendable (ObjectID) throws(StoreError) -> Void
  ) throws -> [ObjectID: StoreError] {
    let failures = Failures()
    try Parallel.forEach(ids) { id in
      do throws(StoreError) {
        try body(id)
      } catch {
        guard error.isAbsence else { throw error }
        failures.found.withLock { $0[id] = error }
      }
    }
    return failures.found.withLock { $0 }
  }
}
