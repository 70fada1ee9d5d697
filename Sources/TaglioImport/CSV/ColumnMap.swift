package import TaglioFormat

/// Where some columns of a table go: `question=/input/question,topic=label:title`.
///
/// Columns that it does not name keep their own name at the top level of the record.
package struct ColumnMap: Hashable, Sendable {
  /// Where the cells of one column go.
  package enum Target: Hashable, Sendable {
    /// To this place in the record; objects are made on the way.
    case place(JSONPointer)

    /// Among the labels of the case, as this field.
    case label(String)
  }

  /// One column and its target.
  package struct Entry: Hashable, Sendable {
    package var column: ExactString
    package var target: Target
  }

  /// In the order in which they were written; no column is there twice.
  package private(set) var entries: [Entry] = []

  /// Why a text is no map: one sentence, without a full stop.
  package struct Fault: Error {
    package var message: String
  }

  /// Reads `NAME=/POINTER` and `NAME=label:FIELD` between commas.
  ///
  /// A backslash takes the character after it as it is: `\,`, `\=`, `\\`. After the first `=` of an
  /// entry, others are characters like any.
  package init(_ text: String) throws(Fault) {
    var parser = Parser(text)
    while let (name, target) = try parser.next() {
      let column = ExactString(name)
      guard !column.isEmpty else {
        throw Fault(message: "an entry has no column; it looks like topic=label:title")
      }
      guard !entries.contains(where: { $0.column == column }) else {
        throw Fault(message: "the column \"\(name)\" is there twice")
      }
      entries.append(Entry(column: column, target: try Target(target, of: name)))
    }
  }

  /// The fields that become labels.
  package var labels: [String] {
    entries.compactMap { entry in
      if case .label(let field) = entry.target { field } else { nil }
    }
  }
}

extension ColumnMap.Target {
  fileprivate init(_ text: String?, of column: String) throws(ColumnMap.Fault) {
    if let text, text.hasPrefix("/"), let pointer = JSONPointer(text) {
      self = .place(pointer)
    } else if let text, text.hasPrefix("label:"), text.utf8.count > 6 {
      self = .label(String(text.dropFirst(6)))
    } else {
      let found = text.map { "\"\($0)\" is no target" } ?? "\"\(column)\" has no target"
      throw ColumnMap.Fault(message: found + "; it looks like /input/question or label:title")
    }
  }
}

/// Splits the text of a map into its entries.
private struct Parser {
  private var rest: Substring.UnicodeScalarView
  private var isAtEnd = false

  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  /// The next entry; its target is nil where it has no `=`.
  mutating func next() throws(ColumnMap.Fault) -> (name: String, target: String?)? {
    guard !isAtEnd else { return nil }
    var name = String.UnicodeScalarView()
    var target: String.UnicodeScalarView?
    isAtEnd = true
    while let scalar = rest.popFirst() {
      if scalar == "," {
        isAtEnd = false
        break
      }
      if scalar == "=", target == nil {
        target = .init()
        continue
      }
      guard let literal = scalar == "\\" ? rest.popFirst() : scalar else {
        throw ColumnMap.Fault(message: "a backslash at the end takes nothing as it is")
      }
      if target == nil { name.append(literal) } else { target?.append(literal) }
    }
    return (String(name), target.map { String($0) })
  }
}
