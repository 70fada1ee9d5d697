import TaglioFormat

/// Notices results that are added by mistake as edits of their inputs.
///
/// Such records have the keys of cases that are here, and none of their fields.
struct FieldGuard {
  /// Fewer records than these prove nothing.
  private static let leastMatched = 10

  private let keyField: String?
  /// Records whose key has a lineage already.
  private var matched = 0
  /// Those of them that share no field but the key with the head of their case.
  private var strangers = 0
  private var first: (place: RecordPlace, fields: [String], caseFields: [String])?

  init(keyField: String?) {
    self.keyField = keyField
  }

  /// Counts a record.
  mutating func note(_ plan: RecordPlan, _ parts: RecordParts, _ place: RecordPlace) {
    guard parts.key != nil, plan.outcome != .added, plan.outcome != .erased else { return }
    matched += 1
    guard let head = plan.head else { return }
    let fields = self.fields(of: parts.immutable)
    let caseFields = self.fields(of: head)
    guard Set(fields.map { ExactString($0) }).isDisjoint(with: caseFields.map { ExactString($0) })
    else { return }
    strangers += 1
    if first == nil { first = (place, fields, caseFields) }
  }

  /// Refuses a batch of which more than half of ten or more matched records are strangers.
  func requireEdits() throws {
    guard matched >= FieldGuard.leastMatched, strangers * 2 > matched, let first else { return }
    throw TaglioError(
      .badInput,
      "\(strangers) of \(matched) records whose cases are here share no field with them: this one "
        + "has \(FieldGuard.list(first.fields)), its case \(FieldGuard.list(first.caseFields))",
      place: first.place,
      help: "If they are results, record them: taglio run record. If they are edits of the cases, "
        + "add them with --yes."
    )
  }

  private func fields(of content: CanonicalJSON) -> [String] {
    let names = content.document.root.members.compactMap(\.key.string)
    let others = [keyField, Salt.field].compactMap(\.self).map { ExactString($0) }
    return names.filter { !others.contains(ExactString($0)) }
  }

  private static func list(_ fields: [String]) -> String {
    guard !fields.isEmpty else { return "nothing but its key" }
    let shown = fields.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    return fields.count > 3 ? shown + ", …" : shown
  }
}
