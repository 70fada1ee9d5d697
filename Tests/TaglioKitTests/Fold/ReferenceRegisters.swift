import TaglioFormat

/// What one entry of a commit's changes writes.
struct ReferenceRegister: Hashable {
  enum Kind { case field, element, name, member, removal, closing, seal }

  var kind: Kind
  var target: String
  var name: ExactString = ""
  var element: CanonicalJSON?

  /// For a register of an element, that of the whole field.
  var wholeField: ReferenceRegister {
    ReferenceRegister(kind: .field, target: target, name: name)
  }
}

struct ReferenceWrite {
  var register: ReferenceRegister
  /// Nil takes the value away.
  var value: JSONValue?
  /// What counts before time: a complete seal beats an abandoned one.
  var precedence = 0

  init(
    _ kind: ReferenceRegister.Kind,
    _ target: String,
    _ name: ExactString = "",
    element: CanonicalJSON? = nil,
    value: JSONValue?,
    precedence: Int = 0
  ) {
    register = ReferenceRegister(kind: kind, target: target, name: name, element: element)
    self.value = value
    self.precedence = precedence
  }
}

extension Changes {
  var referenceWrites: [ReferenceWrite] {
    var writes: [ReferenceWrite] = []
    for (target, edits) in fields { writes += edits.referenceWrites("\(target)") }
    for (name, target) in names {
      let value = target.map { JSONValue.string("\($0)") }
      writes.append(ReferenceWrite(.name, "", ExactString("\(name)"), value: value))
    }
    for (suite, edits) in suites {
      let values =
        edits.add.map { ($0, JSONValue?.some(.null)) }
        + edits.pin.map { ($0.key, .some(.string("\($0.value)"))) }
        + edits.remove.map { ($0, nil) }
      writes += values.map { lineage, value in
        ReferenceWrite(.member, "\(suite)", ExactString("\(lineage)"), value: value)
      }
    }
    for (run, seal) in seals {
      let precedence = seal.status == .complete ? 1 : 0
      let value = seal.referenceValue
      writes.append(ReferenceWrite(.seal, "\(run)", value: value, precedence: precedence))
    }
    for (targets, value) in [(removed, true), (restored, false)] {
      writes += targets.map { ReferenceWrite(.removal, "\($0)", value: .bool(value)) }
    }
    for (versions, value) in [(closed, true), (reopened, false)] {
      writes += versions.map { ReferenceWrite(.closing, "\($0)", value: .bool(value)) }
    }
    return writes
  }

  /// Ids that must be listed by the commit or an ancestor, with the type where one is demanded.
  var referenceMentions: [(ObjectID, ObjectType?)] {
    var mentions: [(ObjectID, ObjectType?)] = []
    for (name, target) in names where name.kind != .commits {
      if case .object(let id)? = target { mentions.append((id, nil)) }
    }
    for edits in suites.values { mentions += edits.pin.values.map { ($0, nil) } }
    mentions += seals.keys.map { ($0, .run) }
    mentions += (closed + reopened).map { ($0, nil) }
    return mentions
  }
}

extension FieldEdits {
  fileprivate func referenceWrites(_ target: String) -> [ReferenceWrite] {
    var writes = set.map { ReferenceWrite(.field, target, $0.key, value: $0.value.value) }
    writes += unset.map { ReferenceWrite(.field, target, $0, value: nil) }
    for (edits, isPresent) in [(add, true), (drop, false)] {
      for (name, elements) in edits {
        writes += elements.map {
          ReferenceWrite(.element, target, name, element: $0, value: .bool(isPresent))
        }
      }
    }
    return writes
  }
}

extension Seal {
  fileprivate var referenceValue: JSONValue {
    [
      "count": .int(Int64(count)), "digest": .string("\(digest)"),
      "status": .string(status.rawValue), "time": .string("\(time)"),
    ]
  }
}
