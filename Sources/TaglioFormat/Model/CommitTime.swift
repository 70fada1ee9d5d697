/// A point in time as commits write it: milliseconds since 1970-01-01T00:00:00Z.
///
/// The text is RFC 3339 in UTC with exactly three decimals, `2026-11-21T09:14:00.123Z`, years 0000
/// to 9999. Conversions between days and civil dates follow the proleptic Gregorian calendar.
public struct CommitTime: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// Years that the text can write; nil outside of them.
  public init?(milliseconds: Int64) {
    guard CommitTime.range.contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  /// The first moment that can be written: the start of the year 0000.
  package static let lowest = CommitTime(unchecked: range.lowerBound)

  private init(unchecked milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// From here on a commit's time is exactly 1 ms after its latest parent's, so that one commit
  /// from the far future cannot use time up.
  package static let year9000: Int64 = 221_845_392_000_000

  /// The moment 1 ms later; nil at the end of time.
  package var next: CommitTime? { CommitTime(milliseconds: milliseconds + 1) }

  /// Earlier before later.
  public static func < (left: CommitTime, right: CommitTime) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension CommitTime: CustomStringConvertible {
  /// The text that is read back as the same value.
  public var description: String {
    let days = milliseconds.flooredQuotient(by: 86_400_000)
    let rest = milliseconds - days * 86_400_000
    let (year, month, day) = CommitTime.civil(fromDays: days)
    let parts: [(Int64, Int, Character)] = [
      (year, 4, "-"), (month, 2, "-"), (day, 2, "T"), (rest / 3_600_000, 2, ":"),
      (rest / 60_000 % 60, 2, ":"), (rest / 1000 % 60, 2, "."), (rest % 1000, 3, "Z"),
    ]
    return parts.reduce(into: "") { text, part in
      let digits = String(part.0)
      text += String(repeating: "0", count: max(0, part.1 - digits.utf8.count)) + digits
      text.append(part.2)
    }
  }

  /// Reads exactly the form that `description` writes; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let form = Array("dddd-dd-ddTdd:dd:dd.dddZ".utf8)
    guard bytes.count == form.count else { return nil }
    var fields: [Int64] = [0]
    for (byte, expected) in zip(bytes, form) {
      if expected == UInt8(ascii: "d") {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        fields[fields.count - 1] = fields[fields.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
      } else {
        guard byte == expected else { return nil }
        fields.append(0)
      }
    }
    guard (1...12).contains(fields[1]), fields[2] >= 1, fields[3] < 24, fields[4] < 60,
      fields[5] < 60
    else { return nil }
    let days = CommitTime.days(fromCivil: fields[0], fields[1], fields[2])
    guard CommitTime.civil(fromDays: days) == (fields[0], fields[1], fields[2]) else { return nil }
    let seconds = (fields[3] * 60 + fields[4]) * 60 + fields[5]
    self.init(milliseconds: days * 86_400_000 + seconds * 1000 + fields[6])
  }

  /// Days since 1970-01-01.
  ///
  /// Years are counted from March, so that the leap day comes last.
  private static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear.flooredQuotient(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth + (marchMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
