import TaglioFormat
import Testing

@testable import TaglioImport

@Suite struct LogTimeTests {
  @Test(arguments: [
    ("2024-10-15T12:53:13-04:00", "2024-10-15T16:53:13.000Z"),
    ("2026-11-21 03:32:53.617202+00:00", "2026-11-21T03:32:53.617Z"),
    ("2026-11-21 03:32:53.6", "2026-11-21T03:32:53.600Z"),
    ("2024-05-01T12:30:00Z", "2024-05-01T12:30:00.000Z"),
    ("2024-01-01T00:10:00+0530", "2023-12-31T18:40:00.000Z"),
  ])
  func textsAreRead(text: String, time: String) {
    #expect(LogTime.read(.string(text)).map { "\($0)" } == time)
  }

  @Test func secondsAreRead() {
    #expect(LogTime.read(.double(1_714_566_600.25)).map { "\($0)" } == "2024-05-01T12:30:00.250Z")
    #expect(LogTime.read(.int(0)).map { "\($0)" } == "1970-01-01T00:00:00.000Z")
  }

  @Test(arguments: ["", "yesterday", "2024-13-01T00:00:00Z", "2024-01-01T00:00:00+1", "2024-01-01"])
  func othersAreNone(text: String) {
    #expect(LogTime.read(.string(text)) == nil)
  }

  @Test func whatIsNoTimeIsNone() {
    #expect(LogTime.read(nil) == nil)
    #expect(LogTime.read(.double(1e300)) == nil)
    #expect(LogTime.read([1]) == nil)
  }
}
