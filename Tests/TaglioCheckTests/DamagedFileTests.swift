import TaglioFormat
import TaglioStore
import TestSupport
import Testing

@testable import TaglioCheck

@Suite("A damaged file of an object")
struct DamagedFileTests {
  /// What a flipped bit can look like.
  private static let flips: Set<Finding.Name> = [
    .objectCompression, .objectCut, .objectTrailing, .objectHash,
  ]

  /// The files of the sample store.
  private static func files() throws -> [ObjectID: [UInt8]] {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      return Dictionary(
        uniqueKeysWithValues: try store.ids().map { ($0, try store.bytes(of: $0)) }
      )
    }
  }

  /// What a reading of these bytes under a name comes to; nil where they are the object.
  private static func defect(_ bytes: [UInt8], _ id: ObjectID) throws -> Finding.Name? {
    let store = MemoryStore()
    store.setFile(bytes, for: id)
    guard case .bad(let defect) = try ObjectProbe(store: store).examine(id) else { return nil }
    return defect.name
  }

  @Test("is found with any one bit flipped")
  func flippedBit() throws {
    for (id, file) in try Self.files() {
      var unseen = 0
      for position in 0..<file.count {
        var flipped = file
        flipped[position] ^= 1 << UInt8(position % 8)
        if let name = try Self.defect(flipped, id) {
          #expect(Self.flips.contains(name), "\(id) at \(position)")
        } else {
          unseen += 1
        }
      }
      // Padding between the last block and the checksum, less than a byte, is read by nobody.
      #expect(unseen <= 1, "\(id)")
    }
  }

  @Test("is found with every bit flipped in turn")
  func everyBit() throws {
    let smallest = try Self.files().min { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
    let (id, file) = try #require(smallest)
    var unseen: Set<Int> = []
    for bit in 0..<file.count * 8 {
      var flipped = file
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      if try Self.defect(flipped, id) == nil { unseen.insert(bit / 8) }
    }
    #expect(unseen.isSubset(of: [file.count - 5]))
  }

  @Test("is found at every length that it is cut to")
  func everyLength() throws {
    for (id, file) in try Self.files() {
      for length in 0..<file.count {
        #expect(try Self.defect(Array(file.prefix(length)), id) == .objectCut)
      }
    }
  }

  @Test("is found in whatever object it is, and is healed by the good file")
  func everyObject() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      for id in try store.ids() {
        let file = try store.bytes(of: id)
        var flipped = file
        flipped[file.count / 2] ^= 4
        try store.put(flipped, asFileOf: id)
        let found = try store.check().findings.filter { $0.object == id }
        #expect(found.contains { Self.flips.contains($0.name) && $0.severity == .error }, "\(id)")
        try store.put(file, asFileOf: id)
        #expect(try store.check().findings == [], "\(id)")
      }
    }
  }
}
