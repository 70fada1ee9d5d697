import FuzzSupport
import TaglioFormat

@testable import TaglioCLI

/// The small texts that people type or that payloads hold: durations, pointers, prefixes of ids,
/// targets, names, times, UUIDs; and text that a terminal shows.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = FuzzInput(start, count).text
  if let length = DurationText.nanoseconds(text) {
    require(length >= 0, "a duration is not negative")
  }
  if let pointer = JSONPointer(text) {
    require(pointer.description == text && pointer.tokens.count <= 512, "a pointer is kept")
  }
  if let prefix = IDPrefix(text) {
    require(prefix.description == text.lowercased(), "a prefix is kept")
    require(prefix.matches(prefix.lowerBound) && prefix.matches(prefix.upperBound), "its range")
  }
  if let target = Target(text) { require(target.description == text, "a target is kept") }
  if let name = GivenName(text) { require(name.description == text, "a name is kept") }
  if let uuid = UUID(exactly: text) { require(uuid.description == text, "a UUID is kept") }
  if let time = CommitTime(text) { require(CommitTime("\(time)") == time, "a time is kept") }
  let shown = text.escapedForTerminal()
  let isHarmless = shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  require(isHarmless, "no control character reaches a terminal")
  return 0
}
