import TaglioFormat

/// What a source's labels change, compared three ways: with what the source said last and with what
/// holds now.
///
/// What the source said before and says again changes nothing, even if somebody has relabelled the
/// case since. What already holds changes nothing. A field that the source said and now leaves out
/// is taken away.
struct LabelChanges {
  /// What holds now, and what the source said last: fields, and elements of list fields.
  var current = LabelValues()
  var said = LabelValues()

  func edits(for labels: [ExactString: CanonicalJSON]) -> FieldEdits {
    let new = LabelValues(labels)
    var edits = FieldEdits()
    for (name, value) in new.fields where said.fields[name] != value {
      if current.fields[name] != value { edits.set[name] = value }
    }
    for (name, _) in said.fields where new.fields[name] == nil && new.elements[name] == nil {
      if current.fields[name] != nil { edits.unset.insert(name) }
    }
    for name in Set(new.elements.keys).union(said.elements.keys) where edits.set[name] == nil {
      let wanted = new.elements[name] ?? []
      let before = said.elements[name] ?? []
      let present = current.elements[name] ?? []
      let added = wanted.subtracting(before).subtracting(present)
      let dropped = before.subtracting(wanted).intersection(present)
      if !added.isEmpty { edits.add[name] = added }
      if !dropped.isEmpty { edits.drop[name] = dropped }
    }
    for name in edits.add.keys { edits.unset.remove(name) }
    return edits
  }
}

/// Labels as registers hold them: values of whole fields, sets of elements of list fields.
struct LabelValues: Hashable {
  var fields: [ExactString: CanonicalJSON] = [:]
  var elements: [ExactString: Set<CanonicalJSON>] = [:]

  init() {}

  init(_ labels: some Sequence<(key: ExactString, value: CanonicalJSON)>) {
    for (name, value) in labels {
      if AddOptions.listFields.contains(name), let list = value.elements {
        elements[name] = Set(list)
      } else {
        fields[name] = value
      }
    }
  }

  /// The values that registers of said fields and elements hold.
  init(said registers: [Register]) {
    for register in registers {
      let (name, element) = register.key.fieldName
      if let element {
        if register.value == .flag(true) { elements[name, default: []].insert(element) }
      } else if case .json(let value) = register.value {
        fields[name] = value
      }
    }
  }
}
