/// The codes that only importing knows.
///
/// What JSON texts are refused for has the code of `JSONError`, and YAML that offends in the same
/// way has it too: `syntax`, `duplicateKey`, `integerTooLong`, `numberOverflow`, `tooDeep`,
/// `tooLarge` …
extension ImportError.Code {
  /// The name does not tell the format, and nothing else does.
  package static let formatUnknown = Self(rawValue: "formatUnknown")

  /// The text is UTF-32, or UTF-16 in another format than a table.
  package static let encoding = Self(rawValue: "encoding")

  /// A gzip file is damaged or cut short.
  package static let gzip = Self(rawValue: "gzip")

  /// A ZIP archive is damaged, cut short, or of a kind that is not read.
  package static let zip = Self(rawValue: "zip")

  /// The program that expands a part of the input is not installed, or failed.
  package static let unpacking = Self(rawValue: "unpacking")

  /// The input is no log of the tool that was named, or of none that is known.
  package static let logUnknown = Self(rawValue: "logUnknown")

  /// A log does not say what logs of its tool say.
  package static let log = Self(rawValue: "log")

  /// The file was written to while it was read.
  package static let changed = Self(rawValue: "changed")

  /// A record is not an object.
  package static let recordNotObject = Self(rawValue: "recordNotObject")

  /// Nothing is where `--records` points.
  package static let recordsMissing = Self(rawValue: "recordsMissing")

  /// `--records` points to something that is not an array.
  package static let recordsNotArray = Self(rawValue: "recordsNotArray")

  /// A YAML tag outside the core schema.
  package static let unknownTag = Self(rawValue: "unknownTag")

  /// A YAML tag on a value that it does not fit: `!!int abc`.
  package static let tagMismatch = Self(rawValue: "tagMismatch")

  /// `.inf` or `.nan`, for which JSON has no number.
  package static let notFinite = Self(rawValue: "notFinite")

  /// A YAML key that is an array or an object.
  package static let keyNotScalar = Self(rawValue: "keyNotScalar")

  /// A YAML alias without an anchor before it.
  package static let unknownAlias = Self(rawValue: "unknownAlias")

  /// A YAML anchor whose value contains itself.
  package static let recursiveAlias = Self(rawValue: "recursiveAlias")

  /// YAML aliases that stand for more than the bounds allow.
  package static let aliasesTooLarge = Self(rawValue: "aliasesTooLarge")

  /// The columns of a table: one without a name, two with the same, or `--columns` does not fit.
  package static let header = Self(rawValue: "header")

  /// A row of a table has more or fewer cells than the first one.
  package static let raggedRow = Self(rawValue: "raggedRow")

  /// A blank line between the rows of a table.
  package static let blankLine = Self(rawValue: "blankLine")

  /// Rows of a table that end with a carriage return alone, and others that do not.
  package static let rowEnds = Self(rawValue: "rowEnds")

  /// An option that does not fit the format.
  package static let optionUnused = Self(rawValue: "optionUnused")

  /// A raw U+0085, U+2028 or U+2029 in YAML, which versions 1.1 and 1.2 read differently.
  package static let ambiguousLineBreak = Self(rawValue: "ambiguousLineBreak")
}

extension ImportError.Code {
  /// The way out that most inputs refused with this code have.
  var usualHelp: String {
    switch rawValue {
    case "duplicateKey": "rename or remove one of the two"
    case "loneSurrogate": "write the whole character, or both halves of the pair"
    case "invalidUTF8": "convert the file: iconv -f LATIN1 -t UTF-8 FILE"
    case "numberOverflow", "integerTooLong": "put the number in quotation marks to keep it as text"
    case "tooDeep", "tooLarge": "split the record, or keep the large part in a file of its own"
    case "unexpectedEnd": "is the file cut short? Fetch or write it again"
    case "trailingData": "put each record on a line of its own, or name the format: --format json"
    case "controlCharacter": "write the character with the escape that the message names"
    default: "correct the text at this place and try again"
    }
  }
}
