import TaglioFormat
import TaglioStore

/// Looks at all records of a batch before anything is written.
struct BatchValidator {
  private let options: AddOptions

  init(_ options: AddOptions) {
    self.options = options
  }

  /// Every record has a key of a type that can be one, no two records have the same key, every blob
  /// that a record links is here, and what is to be salted can be.
  func validate(_ inputs: [any RecordInput], in repository: Repository) throws {
    if options.salts, options.key == .none { throw TaglioError.keyToSalt(nil) }
    var seen = SeenKeys()
    for input in inputs {
      seen.begin(input.name)
      if options.prunes, input.source == nil { throw BatchValidator.nobodyToPrune(input.name) }
      let splitter = RecordSplitter(
        rule: options.key,
        source: input.source,
        mutable: options.mutable(for: input)
      )
      try input.forEachRecord { record, place in
        let parts = try splitter.split(record, place)
        for blob in parts.immutable.attachments { try requireBlob(blob, place, repository) }
        if options.salts { try BatchValidator.requireSaltable(parts, place) }
        guard let key = parts.key else {
          if input.source == nil { throw TaglioError.sourceNeeded(place) }
          return
        }
        if let first = seen.note(LineageID(key: key), place) {
          throw BatchValidator.repeated(key, place, first)
        }
      }
    }
  }

  private static func requireSaltable(_ parts: RecordParts, _ place: RecordPlace) throws {
    guard parts.key != nil else { throw TaglioError.keyToSalt(place) }
    guard parts.immutable.salt == nil, parts.immutable.document.root[Salt.field] != nil else {
      return
    }
    throw TaglioError(
      .badInput,
      "the field \"\(Salt.field)\" is where the salt goes, and holds something else",
      place: place,
      field: "/" + Salt.field,
      help: "Give the field another name, or leave out --salt."
    )
  }

  private func requireBlob(
    _ id: ObjectID,
    _ place: RecordPlace,
    _ repository: Repository
  ) throws {
    guard try options.blobs[id] == nil && !repository.objects.contains(id) else { return }
    throw TaglioError(
      .badInput,
      "the record links the blob \(id.short()), which is not in this store",
      place: place,
      help: "Copy the object from the store that has it, then add again."
    )
  }

  private static func nobodyToPrune(_ name: String) -> TaglioError {
    TaglioError(
      .badInput,
      "\(name) has no source of its own, so that nothing tells which cases are gone from it",
      help: "Say --source NAME, or add a file inside the project's directory."
    )
  }

  private static func repeated(
    _ key: CaseKey,
    _ place: RecordPlace,
    _ first: SeenKeys.Place
  ) -> TaglioError {
    TaglioError(
      .badInput,
      "two records have the key \(key): the other is record \(first.record) of \(first.input), "
        + "line \(first.line)",
      place: place,
      help: "Make the keys different, name another field with --key, or use --no-key."
    )
  }
}

extension TaglioError {
  /// What has no key cannot be salted.
  fileprivate static func keyToSalt(_ place: RecordPlace?) -> TaglioError {
    TaglioError(
      .badInput,
      "only records with keys can be salted: without one nothing tells that a salted record is the "
        + "one that is here",
      place: place,
      help: "Name the field that tells records apart with --key, or leave out --salt."
    )
  }
}

/// The keys of a batch and where each was: some 60 bytes a key.
private struct SeenKeys {
  private var keys = IDTable()
  private var places: [(input: UInt32, record: UInt32, line: UInt32)] = []
  private var inputs: [String] = []

  struct Place {
    var input: String
    var record: UInt32
    var line: UInt32
  }

  /// What is noted from here on is of this input.
  mutating func begin(_ input: String) {
    inputs.append(input)
  }

  /// Notes a key; where it was before, if it was.
  mutating func note(_ key: LineageID, _ place: RecordPlace) -> Place? {
    let (number, isNew) = keys.insert(key.id)
    guard isNew else {
      let first = places[number]
      return Place(input: inputs[Int(first.input)], record: first.record, line: first.line)
    }
    places.append(
      (UInt32(inputs.count - 1), UInt32(clamping: place.record), UInt32(clamping: place.line))
    )
    return nil
  }
}
