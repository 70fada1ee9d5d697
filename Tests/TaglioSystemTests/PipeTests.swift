import Foundation
import SystemPackage
import TaglioSystem
import Testing

@Suite struct PipeTests {
  @Test func whatIsWrittenIsReadUntilTheEnd() throws {
    let (reader, writer) = try PipeWriter.make()
    try writer.write(Array("abc".utf8))
    writer.close()
    writer.close()
    var bytes = [UInt8](repeating: 0, count: 8)
    let count = try bytes.withUnsafeMutableBytes { try reader.read(into: $0) }
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "abc")
    #expect(try bytes.withUnsafeMutableBytes { try reader.read(into: $0) } == 0)
    try reader.close()
    #expect(throws: SystemError(.write, "a pipe", .badFileDescriptor)) { try writer.write([1]) }
  }

  @Test func noProgramStartedLaterInheritsIt() throws {
    let (reader, writer) = try PipeWriter.make()
    #expect(fcntl(reader.rawValue, F_GETFD) & FD_CLOEXEC != 0)
    withExtendedLifetime(writer) {}
    try reader.close()
  }

  @Test func aReaderThatIsGoneIsAnError() throws {
    let (reader, writer) = try PipeWriter.make()
    try reader.close()
    Signals.leaveToReader()
    defer { Signals.takeBack() }
    #expect(throws: SystemError(.write, "a pipe", .brokenPipe)) { try writer.write([1]) }
  }
}
