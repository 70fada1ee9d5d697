import TaglioFormat

/// Why a text was refused, as its reader knows it: without the file's name and the record's number.
struct Refusal: Error {
  var code: ImportError.Code
  var position: TextPosition?
  var field: String?
  var message: String
  var help: String

  /// Whether the fault, where it has a position, lies in the record that was being read.
  var isInRecord = true

  /// `help` is what `code` usually calls for, unless it is given.
  init(
    _ code: ImportError.Code,
    at position: TextPosition? = nil,
    field: String? = nil,
    _ message: String,
    help: String? = nil
  ) {
    self.code = code
    self.position = position
    self.field = field
    self.message = message
    self.help = help ?? code.usualHelp
  }

  /// What the JSON parser refused.
  init(_ error: JSONError, at position: TextPosition) {
    self.init(.init(error.code), at: position, error.detail)
  }

  /// This refusal of the input `file`, while `record` was read.
  func error(in file: String, record: Int?) -> ImportError {
    ImportError(
      code,
      file: file,
      line: position?.line,
      column: position?.column,
      record: record,
      field: field,
      message: message,
      help: help
    )
  }
}

extension ImportError.Code {
  /// The code of a refused JSON text.
  init(_ code: JSONError.Code) {
    self.init(rawValue: code.rawValue)
  }
}
