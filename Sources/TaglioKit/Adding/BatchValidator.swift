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
    var places: [LineageID: RecordPlace] = [:]
    for input in inputs {
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
        if let first = places.updateValue(place, forKey: LineageID(key: key)) {
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
    _ first: RecordPlace
  ) -> TaglioError {
    TaglioError(
      .badInput,
      "two records have the key \(key): the other is record \(first.record) of \(first.file), "
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
