extension Int64 {
  /// A number of bytes for a person: `312 bytes`, `1.2 MiB`.
  var bytesInWords: String {
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB"]
    guard self >= 1024 else { return of("byte") }
    var (value, unit) = (Double(self) / 1024, 0)
    while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
