/// A link of an object: what it leads to and of which type that must be.
package struct Link: Hashable, Sendable {
  package enum Role: String, Sendable {
    case attachment, basis, creator, experiment, parent, part, previous, source
  }

  package var role: Role
  package var target: ObjectID

  package init(_ role: Role, _ target: ObjectID) {
    self.role = role
    self.target = target
  }
}

/// A decoded object of any known type.
package enum StoredRecord: Sendable {
  case `case`(CaseRecord)
  case experiment(ExperimentRecord)
  case run(RunRecord)
  case blob
  case commit(Commit)
  case changes(Changes)

  /// Decodes a payload.
  ///
  /// It must be the canonical text of itself (`notCanonical` otherwise); `newer` where it holds
  /// what this version does not know.
  package init(type: ObjectType, payload: UnsafeRawBufferPointer) throws(FormatError) {
    if type == .blob {
      self = .blob
      return
    }
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: payload, limits: StoredRecord.limits)
      try document.requireCanonical()
    } catch {
      let code: FormatError.Code = error.code == .notCanonical ? .notCanonical : .payload
      throw FormatError(code, "\(type.rawValue): \(error.detail)", offset: error.position.offset)
    }
    self = try StoredRecord(type: type, document.root)
  }

  package init(type: ObjectType, _ view: JSONView) throws(FormatError) {
    switch type {
    case .case: self = .case(try CaseRecord(view))
    case .experiment: self = .experiment(try ExperimentRecord(view))
    case .run: self = .run(try RunRecord(view))
    case .commit: self = .commit(try Commit(view))
    case .changes: self = .changes(try Changes(view))
    case .blob: self = .blob
    }
  }

  /// What a payload may be: a record of the largest size and depth, and what stands around it.
  ///
  /// A tombstone of a commit holds a payload in a payload.
  package static let limits = JSONDocument.Limits(depth: 512 + 8, bytes: (64 << 20) + (8 << 20))

  package var type: ObjectType {
    switch self {
    case .case: .case
    case .experiment: .experiment
    case .run: .run
    case .blob: .blob
    case .commit: .commit
    case .changes: .changes
    }
  }

  /// Where it leads, in the order of the payload.
  package var links: [Link] {
    switch self {
    case .case(let record):
      [
        record.basis.map { Link(.basis, $0) }, record.creator.map { Link(.creator, $0) },
        record.previous.map { Link(.previous, $0) },
      ].compactMap(\.self) + record.sources.map { Link(.source, $0) }
        + record.immutableFields.attachments.map { Link(.attachment, $0) }
    case .experiment(let record):
      record.previous.map { [Link(.previous, $0)] } ?? []
    case .run(let record): [Link(.experiment, record.experiment)]
    case .blob, .changes: []
    case .commit(let commit):
      commit.parents.map { Link(.parent, $0) } + commit.parts.map { Link(.part, $0) }
    }
  }
}

extension Link {
  /// The type that the target must have, where an object of the type `owner` has this link.
  package func expectedType(from owner: ObjectType) -> ObjectType {
    switch role {
    case .attachment: .blob
    case .basis, .source: .case
    case .creator: .run
    case .experiment: .experiment
    case .parent: .commit
    case .part: .changes
    case .previous: owner
    }
  }
}

extension CanonicalJSON {
  /// The blobs that the value links: each object with exactly the keys `$blob` (an id), `bytes` (a
  /// whole number) and `type` (a string).
  ///
  /// Any other `$blob` is plain data.
  package var attachments: [ObjectID] {
    guard bytes.mayHoldLink else { return [] }
    var found: [ObjectID] = []
    var rest = [document.root]
    while let view = rest.popLast() {
      if let id = view.attachment { found.append(id) }
      rest += view.elements
      rest += view.members.map(\.value)
    }
    return found.sorted()
  }
}

extension JSONView {
  fileprivate var attachment: ObjectID? {
    guard kind == .object, count == 3, let id = self["$blob"]?.objectID,
      let length = self["bytes"]?.int, length >= 0, self["type"]?.kind == .string
    else { return nil }
    return id
  }
}

extension [UInt8] {
  /// Whether the text of an attachment's key is somewhere: most records have none.
  fileprivate var mayHoldLink: Bool {
    withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
        rest = bytes[(dollar + 1)...]
        if rest.starts(with: "blob\"".utf8) { return true }
      }
      return false
    }
  }
}
