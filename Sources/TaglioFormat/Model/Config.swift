/// The settings of one copy: lines `name = value`; `#` begins a comment line.
///
/// Names are known, each is set at most once. A value is what stands after the first `=`, without
/// the white space around it.
package struct Config: Hashable, Sendable {
  /// A setting that is known.
  package enum Name: String, Sendable, CaseIterable {
    /// Who makes commits.
    case author
    /// Which flushes are made: `batch`, `each` or `none`.
    case durability
    /// The field that holds a record's key.
    case key
    /// The fields that become labels, between commas.
    case mutable
  }

  package var values: [Name: String] = [:]

  package init() {}

  /// Reads a file; `config` with the line where it does not read.
  package init(_ text: String) throws(FormatError) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.trimmed
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let equals = line.firstIndex(of: "=") else {
        throw FormatError(.config, "line \(number + 1): a line is \"name = value\"")
      }
      let name = String(line[..<equals].trimmed)
      guard let known = Name(rawValue: name) else {
        let names = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw FormatError(
          .config,
          "line \(number + 1): there is no setting \"\(name)\"; there are \(names)"
        )
      }
      let value = String(line[line.index(after: equals)...].trimmed)
      guard values.updateValue(value, forKey: known) == nil else {
        throw FormatError(.config, "line \(number + 1): \"\(name)\" is set twice")
      }
    }
  }
}

extension FormatError.Code {
  /// A file of settings that does not read.
  package static let config = Self(rawValue: "config")
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}

extension StringProtocol {
  fileprivate var trimmed: Substring { Substring(self).trimmed }
}
