import SystemPackage
import TaglioSystem
import TestSupport
import Testing

@Suite struct FileSystemTests {
  @Test func everyDirectoryIsOnOne() throws {
    try withTemporaryDirectory { root in
      let system = try Disk().fileSystem(of: root)
      #expect(!system.name.isEmpty)
      let error = #expect(throws: SystemError.self) {
        try Disk().fileSystem(of: root.appending("none"))
      }
      #expect(error?.isNotFound == true)
    }
  }

  @Test func aNumberThatIsNotKnownIsTheName() {
    #expect(FileSystem(magic: 0xABCD) == FileSystem(name: "0xabcd"))
    #expect(FileSystem(magic: 0x6969) == FileSystem(name: "nfs", trait: .network))
  }
}
