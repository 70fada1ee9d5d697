import TaglioFormat

/// Brings the changes of one target's labels together into what a commit writes.
///
/// What already holds is not written, unless its register is contested: then writing it settles it.
/// A field is written either whole or by its elements, never both in one commit.
struct LabelEditor {
  /// What messages call the target.
  private let owner: String
  private let current: [(name: ExactString, value: CanonicalJSON)]
  private let contested: ContestedLabels

  init(_ subject: EditSubject, in snapshot: Snapshot) throws {
    owner = subject.name
    current = try snapshot.labels(of: subject.target)
    contested = try ContestedLabels(of: subject.target, in: snapshot)
  }

  /// - Throws: `badInput` for values that a label cannot have, `notFound` for taking away what is
  ///   not there.
  func edits(for changes: [LabelEdit]) throws -> FieldEdits {
    var drafts: [ExactString: LabelDraft] = [:]
    for change in changes {
      let name = change.name
      guard !name.isEmpty, !name.string.utf8.contains(0) else {
        throw TaglioError(
          .badInput,
          "a label needs a name, without NUL",
          help: "Write: --label NAME=VALUE"
        )
      }
      var draft = drafts[name] ?? LabelDraft(name, value(of: name), contested)
      try apply(change, to: &draft)
      drafts[name] = draft
    }
    var edits = FieldEdits()
    for draft in drafts.values { draft.write(to: &edits) }
    return edits
  }

  private func value(of name: ExactString) -> CanonicalJSON? {
    current.first { $0.name == name }?.value
  }

  private func apply(_ change: LabelEdit, to draft: inout LabelDraft) throws {
    switch change {
    case .set(_, let value):
      guard draft.rule.allows(value) else { throw draft.rule.refusal(draft.name) }
      draft.set(value)
    case .unset(let name):
      guard draft.unset() else { throw missing("\(owner) has no label \(name)") }
    case .add(let name, let element):
      guard draft.rule.allows(element: element) else { throw draft.rule.refusal(name) }
      guard draft.add(element) else { throw noList(name) }
    case .drop(let name, let element):
      guard draft.drop(element) else {
        throw missing("the label \(name) of \(owner) has no element \(element)", draft.after)
      }
    }
  }

  private func noList(_ name: ExactString) -> TaglioError {
    TaglioError(
      .badInput,
      "the label \(name) of \(owner) is no list that an element could be added to",
      help: "Write it whole: --label '\(name)=[…]'"
    )
  }

  private func missing(_ message: String, _ list: CanonicalJSON? = nil) -> TaglioError {
    let labels = current.map { "\($0.name)=\($0.value)" }
    return TaglioError(
      .notFound,
      message,
      help: labels.isEmpty ? "It has no labels at all." : "Name one of those that are there.",
      candidates: list?.elements?.map(\.description) ?? labels
    )
  }
}

/// The labels of a target that two writers wrote without having seen each other.
struct ContestedLabels {
  private var fields: Set<ExactString> = []
  private var elements: [ExactString: Set<CanonicalJSON>] = [:]

  init(of target: Target, in snapshot: Snapshot) throws {
    let bytes = target.rawBytes
    for register in try snapshot.registers(.field, target: bytes)
    where !register.contested.isEmpty {
      fields.insert(register.key.fieldName.field)
    }
    for register in try snapshot.registers(.element, target: bytes)
    where !register.contested.isEmpty {
      let (name, element) = register.key.fieldName
      if let element { elements[name, default: []].insert(element) }
    }
  }

  func field(_ name: ExactString) -> Bool { fields.contains(name) }

  func elements(of name: ExactString) -> Set<CanonicalJSON> { elements[name] ?? [] }
}
