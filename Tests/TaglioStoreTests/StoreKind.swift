import Foundation
import SystemPackage
import TaglioFormat
import TaglioStore
import TaglioSystem
import TestSupport

/// The stores that the conformance suite is run on.
enum StoreKind: CaseIterable, Sendable {
  case loose, memory

  /// A store and a way to put any bytes under a name behind its back; nil removes the file.
  struct Fixture {
    let store: any ObjectStore
    let setFile: (ObjectID, [UInt8]?) throws -> Void
  }

  func withStore<R>(_ body: (Fixture) throws -> R) throws -> R {
    switch self {
    case .memory:
      let store = MemoryStore()
      return try body(Fixture(store: store) { store.setFile($1, for: $0) })
    case .loose:
      return try withTemporaryDirectory { directory in
        let store = LooseStore(disk: Disk(), directory: directory, durability: .none)
        return try body(
          Fixture(store: store) { id, bytes in
            try Self.setFile(store.path(of: id), bytes)
          }
        )
      }
    }
  }

  private static func setFile(_ path: FilePath, _ bytes: [UInt8]?) throws {
    try Disk().makeDirectories(path.removingLastComponent())
    try Disk().remove(.path(path))
    if let bytes { try Data(bytes).write(to: URL(filePath: path.string)) }
  }
}

extension ObjectStore {
  /// Stages and publishes one object.
  func add(_ type: ObjectType, _ payload: [UInt8]) throws -> ObjectID {
    let batch = beginBatch()
    let id = try batch.stage(type, payload)
    try batch.publish()
    return id
  }

  func allIDs() throws -> [ObjectID] {
    try (UInt8.min...UInt8.max).flatMap { try list(fanout: $0).ids }
  }

  /// The payload as `stream` hands it on, and the error that ended it.
  func streamed(_ id: ObjectID) -> (payload: [UInt8], header: ObjectHeader?, error: StoreError?) {
    var payload: [UInt8] = []
    do {
      let header = try stream(id) { payload += $0 }
      return (payload, header, nil)
    } catch {
      return (payload, nil, error)
    }
  }
}

/// Bytes that do not compress, the same every time.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
