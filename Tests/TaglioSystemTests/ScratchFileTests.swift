import SystemPackage
import TaglioSystem
import TestSupport
import Testing

@Suite struct ScratchFileTests {
  #if os(Linux)
  @Test func growsAndLeavesNothing() throws {
    try withTemporaryDirectory { directory in
      do {
        let file = try #require(ScratchFile(in: directory, capacity: 10_000))
        file.bytes.storeBytes(of: 77, toByteOffset: 9_999, as: UInt8.self)
        #expect(file.grow(to: 5_000_000))
        #expect(file.bytes.count == 5_000_000 && file.bytes[9_999] == 77)
        file.bytes.storeBytes(of: 78, toByteOffset: 4_999_999, as: UInt8.self)
        #expect(file.bytes[4_999_999] == 78)
        #expect(try Disk().names(in: directory).isEmpty, "the file has no name")
      }
      #expect(try Disk().names(in: directory).isEmpty)
    }
  }
  #endif

  @Test func thereIsNoneWithoutADirectory() {
    #expect(ScratchFile(in: "/dev/null/nowhere", capacity: 4096) == nil)
  }
}
