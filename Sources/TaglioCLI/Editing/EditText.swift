import TaglioFormat
import TaglioImport
import TaglioKit

/// The text in which a person edits something: a YAML document `{version, fields, labels}`.
///
/// Each member may be missing: a text without `version` is for the head as it is now, one without
/// `fields` or `labels` leaves these as they are.
struct EditText {
  /// The version that the text was made from.
  var version: ObjectID?
  /// The content.
  var fields: CanonicalJSON?
  /// All labels.
  var labels: [ExactString: CanonicalJSON]?

  // MARK: Reading

  /// Reads a text; nil where it holds nothing but white space and comments.
  ///
  /// - Parameter name: what messages call the text.
  /// - Throws: `ImportError` with the line where it is no YAML, `TaglioError` where it is something
  ///   else than such a document.
  init?(_ bytes: [UInt8], name: String) throws {
    guard let document = try EditText.document(bytes, name) else { return nil }
    for (key, value) in document.root.members {
      switch key.string {
      case "version": version = try EditText.id(value, name)
      case "fields": fields = try EditText.object(value, "fields", name).root.canonical
      case "labels":
        labels = [:]
        for (label, value) in try EditText.object(value, "labels", name).root.members {
          labels?[ExactString(label.string ?? "")] = value.canonical
        }
      default:
        throw EditText.refusal(
          "\(name): there is a member \"\(key.string ?? "")\" that is none",
          "The members are version, fields and labels; what belongs to a case stands in fields."
        )
      }
    }
  }

  private static func document(_ bytes: [UInt8], _ name: String) throws -> JSONDocument? {
    let source = MemorySource(name: name, bytes: bytes)
    let reader = try RecordReader(source, options: ImportOptions(format: .yaml))
    var document: JSONDocument?
    do {
      try reader.forEach { found, place in
        guard place.record == 1 else {
          throw refusal(
            "\(name):\(place.line): a second document",
            "Leave one: version, fields, labels."
          )
        }
        document = try JSONDocument(parsing: found.root.canonical.bytes)
      }
    } catch var error as ImportError {
      error.record = nil
      throw error
    }
    return document
  }

  /// An object; an empty member is an empty object.
  private static func object(
    _ view: JSONView,
    _ member: String,
    _ name: String
  ) throws -> JSONDocument {
    if view.kind == .null { return CanonicalJSON.emptyObject.document }
    guard view.kind == .object else {
      throw refusal(
        "\(name): \(member) must be an object",
        "Write its members below it, indented: \(member):"
      )
    }
    return view.canonical.document
  }

  private static func id(_ view: JSONView, _ name: String) throws -> ObjectID? {
    if view.kind == .null { return nil }
    if let id = view.objectID { return id }
    throw refusal(
      "\(name): version must be a whole id",
      "Leave the line as it was, or take it out to edit the head as it is now."
    )
  }

  private static func refusal(_ message: String, _ help: String) -> TaglioError {
    TaglioError(.badInput, message, help: help)
  }

  // MARK: What it asks for

  /// The changes that lead from what a person saw to what the text says.
  func request(from editable: Editable) -> EditRequest {
    var request = EditRequest()
    request.base = version ?? editable.version
    if let fields { request.fields = [.set(JSONPointer(tokens: []), fields)] }
    if let labels { request.labels = EditText.changes(editable.labels, labels) }
    return request
  }

  private static func changes(
    _ old: [(name: ExactString, value: CanonicalJSON)],
    _ new: [ExactString: CanonicalJSON]
  ) -> [LabelEdit] {
    var edits: [LabelEdit] = []
    for (name, value) in old where new[name] == nil {
      edits += elements(value, of: name)?.map { .drop(name, $0) } ?? [.unset(name)]
    }
    for (name, value) in new.sorted(by: { $0.key < $1.key }) {
      let before = old.first { $0.name == name }?.value
      guard value != before else { continue }
      guard let before = before.flatMap({ elements($0, of: name) }),
        let after = elements(value, of: name)
      else {
        edits.append(.set(name, value))
        continue
      }
      edits += after.filter { !before.contains($0) }.map { .add(name, $0) }
      edits += before.filter { !after.contains($0) }.map { .drop(name, $0) }
    }
    return edits
  }

  /// The elements of a label that is written element by element, so that what others add meanwhile
  /// stays; nil for other labels.
  private static func elements(
    _ value: CanonicalJSON,
    of name: ExactString
  ) -> [CanonicalJSON]? {
    let root = value.document.root
    guard LabelRule(for: name) == .texts, root.kind == .array else { return nil }
    return root.elements.map(\.canonical)
  }
}

// MARK: - Writing

extension EditText {
  /// The text that a person gets to edit.
  static func text(for editable: Editable) -> String {
    var writer = YAMLWriter()
    writer.comment(heading(editable))
    for other in editable.others { write(other, to: &writer) }
    if let version = editable.version {
      writer.member("version", JSONTree.id(version).canonical)
    }
    if let fields = editable.fields { writer.member("fields", fields) }
    if editable.others.isEmpty {
      writer.member("labels", JSONTree.labels(editable.labels).canonical)
    }
    return writer.text
  }

  private static func heading(_ editable: Editable) -> String {
    var lines = [editable.name.escapedForTerminal()]
    if let version = editable.version, let sequence = editable.sequence {
      lines[0] += ": version \(sequence) of the \(editable.kind), \(version.short())"
    } else {
      lines[0] += ": a \(editable.kind), of which only labels change"
    }
    if editable.others.isEmpty {
      lines.append("Change it, save it and close the editor. An empty file changes nothing.")
    } else {
      lines.append(
        "It has \(editable.others.count + 1) heads. Make this text what shall stand for it;"
      )
      lines.append("saving it closes the others. An empty file changes nothing.")
    }
    return lines.joined(separator: "\n")
  }

  private static func write(_ other: Editable.OtherHead, to writer: inout YAMLWriter) {
    writer.comment("\nThe head \(other.id.short()) differs in:")
    for (name, value) in other.differing {
      var field = YAMLWriter()
      field.member(name, value ?? CanonicalJSON(unchecked: Array("null".utf8)))
      let text = String(field.text.dropLast())
      let words = value == nil ? name.escapedForTerminal() + " is not there" : text
      writer.comment(
        words.split(separator: "\n", omittingEmptySubsequences: false)
          .map { "  " + $0 }.joined(separator: "\n")
      )
    }
  }
}

extension JSONTree {
  /// The tree as a value.
  fileprivate var canonical: CanonicalJSON { CanonicalJSON(unchecked: bytes) }
}
