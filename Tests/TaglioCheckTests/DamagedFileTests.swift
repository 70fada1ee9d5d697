import TaglioFormat
import TaglioKit
import TestSupport
import Testing

@testable import TaglioCheck

@Suite("A flipped bit in an object's file")
struct FlippedBitTests {
  /// What a flipped bit can look like.
  private static let names: Set<Finding.Name> = [
    .objectCompression, .objectCut, .objectTrailing, .objectHash,
  ]

  @Test("is found at every position, or changes nothing that anybody reads")
  func everyBit() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let probe = ObjectProbe(store: store.repository.objects)
      for id in try store.ids() {
        let file = try store.bytes(of: id)
        var unseen = 0
        for position in 0..<file.count {
          for bit in 0..<8 {
            var flipped = file
            flipped[position] ^= 1 << bit
            try store.put(flipped, asFileOf: id)
            if try !isFound(probe.examine(id)) { unseen += 1 }
          }
        }
        try store.put(file, asFileOf: id)
        // Only the padding between the last block and the checksum, less than a byte, is not read.
        #expect(unseen < 8, "\(id)")
      }
    }
  }

  private func isFound(_ outcome: ObjectProbe.Outcome) -> Bool {
    guard case .bad(let defect) = outcome else { return false }
    return Self.names.contains(defect.name)
  }

  @Test("is an error of the check, in whatever object it is")
  func everyObject() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      for id in try store.ids() {
        let file = try store.bytes(of: id)
        var flipped = file
        flipped[file.count / 2] ^= 4
        try store.put(flipped, asFileOf: id)
        let found = try store.check().findings.filter { $0.object == id }
        #expect(found.contains { Self.names.contains($0.name) && $0.severity == .error }, "\(id)")
        try store.put(file, asFileOf: id)
        #expect(try store.check().findings == [])
      }
    }
  }

  @Test("is an error at every length that a file is cut to")
  func everyLength() throws {
    try withTemporaryDirectory { path in
      let store = try StoreFixture(path)
      let probe = ObjectProbe(store: store.repository.objects)
      let file = try store.bytes(of: store.input)
      for length in 0..<file.count {
        try store.put(Array(file.prefix(length)), asFileOf: store.input)
        guard case .bad(let defect) = try probe.examine(store.input) else {
          Issue.record("\(length) bytes are taken for the whole")
          continue
        }
        #expect(defect.name == .objectCut)
      }
    }
  }
}
