import TaglioFormat

/// One cell of a row, as places in the row's bytes.
struct CSVCell {
  /// Where the cell begins, with its quotation mark if it has one.
  var start: Int

  /// What the cell holds, without the quotation marks around it.
  var contents: Range<Int>

  var isQuoted = false

  /// Whether a quotation mark in the contents is written as two.
  var hasDoubledQuotes = false

  /// Where the cell ends: at a delimiter, a row's end or the end of the text.
  var end: Int { contents.upperBound + (isQuoted ? 1 : 0) }
}

/// Why a row was refused, with the place counted from the row's beginning.
struct CSVFault: Error {
  var offset: Int
  var code: ImportError.Code
  var message: String
  var help: String?

  init(at offset: Int, _ code: ImportError.Code, _ message: String, help: String? = nil) {
    self.offset = offset
    self.code = code
    self.message = message
    self.help = help
  }
}

extension TextPosition {
  /// The position after the first `count` of `bytes`, which begin here.
  ///
  /// Here a line ends with LF, CR LF or a CR alone, as rows do.
  func advanced(overRows bytes: UnsafeRawBufferPointer, count: Int) -> TextPosition {
    var end = self
    end.offset += count
    for index in 0..<count {
      let isBeforeLF = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      let isCR = bytes[index] == UInt8(ascii: "\r")
      if bytes[index] == UInt8(ascii: "\n") || isCR && !isBeforeLF {
        end.line += 1
        end.column = 1
      } else {
        end.column += 1
      }
    }
    return end
  }
}
