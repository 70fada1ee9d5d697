/// Why an input was refused, where, and what to do about it.
///
/// Failed system calls are not among these: they stay `SystemError`.
package struct ImportError: Error, Hashable, Sendable {
  /// What kind of refusal this is; stable, for programs.
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  package var code: Code

  /// The input's name, as the user gave it.
  package var file: String

  /// The line of the text, after decompression, from 1; nil where no line is at fault.
  package var line: Int?

  /// The byte of the line, from 1.
  package var column: Int?

  /// The record that was being read, from 1; nil where the fault lies in no record.
  package var record: Int?

  /// The field at fault, as a JSON Pointer into the record or, for `--records`, the document.
  package var field: String?

  /// One sentence for a person, without place and full stop.
  package var message: String

  /// The next thing to type or do.
  package var help: String

  package init(
    _ code: Code,
    file: String,
    line: Int? = nil,
    column: Int? = nil,
    record: Int? = nil,
    field: String? = nil,
    message: String,
    help: String
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.record = record
    self.field = field
    self.message = message
    self.help = help
  }
}

extension ImportError: CustomStringConvertible {
  /// "cases.jsonl:7312:14: …".
  package var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
    return place.joined(separator: ":") + ": " + message
  }
}
