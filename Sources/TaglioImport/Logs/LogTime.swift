import TaglioFormat

/// Reads the times that tools write.
enum LogTime {
  /// A moment, from an RFC 3339 text, with a space for the `T` and without a zone (which is UTC
  /// then), or from seconds since 1970; nil for anything else.
  static func read(_ value: JSONValue?) -> CommitTime? {
    switch value {
    case .string(let text): read(text)
    case let value?: value.number.flatMap(seconds)
    case nil: nil
    }
  }

  private static func seconds(_ seconds: Double) -> CommitTime? {
    let milliseconds = (seconds * 1000).rounded(.down)
    return Int64(exactly: milliseconds).flatMap { CommitTime(milliseconds: $0) }
  }

  private static func read(_ text: String) -> CommitTime? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ")
    else { return nil }
    let date = String(decoding: bytes[..<10], as: UTF8.self)
    let clock = String(decoding: bytes[11..<19], as: UTF8.self)
    var rest = bytes[19...]
    var fraction: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      fraction = Array(rest.dropFirst().prefix { (48...57).contains($0) })
      rest = rest.dropFirst(fraction.count + 1)
    }
    let digits = String(decoding: (fraction + [48, 48, 48]).prefix(3), as: UTF8.self)
    guard let local = CommitTime("\(date)T\(clock).\(digits)Z"), let offset = minutes(Array(rest))
    else { return nil }
    return CommitTime(milliseconds: local.milliseconds - offset * 60_000)
  }

  /// The minutes by which a zone is ahead of UTC: of `Z`, of nothing, of `+01:00` and `+0100`.
  private static func minutes(_ zone: [UInt8]) -> Int64? {
    if zone.isEmpty || zone == [UInt8(ascii: "Z")] { return 0 }
    let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      digits.count == 4, digits.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let numbers = digits.map { Int64($0) - 48 }
    let minutes = (numbers[0] * 10 + numbers[1]) * 60 + numbers[2] * 10 + numbers[3]
    return sign == UInt8(ascii: "-") ? -minutes : minutes
  }
}
