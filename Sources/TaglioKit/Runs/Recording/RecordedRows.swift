import TaglioFormat
import TaglioStore

/// The rows of a recording, each with its input, as they are read one after another.
struct RecordedRows {
  private let request: RecordRequest
  private let matcher: BasisMatcher
  private let schema: OutputSchema?
  private let repository: Repository
  private let snapshot: Snapshot
  private(set) var outputs: [OutputRecord] = []
  private(set) var unmatched = 0
  private var faults = RowFaults()
  private var trials: [UInt32: Int] = [:]
  /// How many equal rows without an input have come.
  private var repeats: [ObjectID: Int] = [:]

  /// The largest output in bytes of canonical text.
  private static let maximumLength = 64 << 20

  init(_ request: RecordRequest, _ repository: Repository, _ snapshot: Snapshot) throws {
    self.request = request
    self.repository = repository
    self.snapshot = snapshot
    matcher = try BasisMatcher(request, repository, snapshot)
    let experiment = try snapshot.index.number(of: request.experiment)
    schema = try experiment.flatMap { number in
      try OutputSchema(of: FieldReader(repository, snapshot).definition(of: number))
    }
  }

  /// The ids of the different inputs.
  var inputs: Set<ObjectID> { Set(outputs.compactMap(\.basis)) }

  mutating func take(_ row: JSONView, _ place: RecordPlace) throws {
    let fields = try fields(of: row, place)
    let value = row.value(at: request.basis)
    let found = try value.map(matcher.matches) ?? []
    guard found.count == 1 else {
      if !request.allowsUnmatched { faults.add(.unmatched, value, found.count, place) }
      let content = BLAKE2b.id(of: fields.bytes)
      outputs.append(OutputRecord(basis: nil, trial: repeats[content, default: 0], fields: fields))
      repeats[content, default: 0] += 1
      unmatched += 1
      return
    }
    let trial = trials[found[0], default: 0]
    trials[found[0]] = trial + 1
    if trial > 0, !request.hasTrials { faults.add(.repeated, value, found.count, place) }
    let basis = try snapshot.index.object(found[0]).id
    outputs.append(OutputRecord(basis: basis, trial: trial, fields: fields))
  }

  /// - Throws: `badInput` with the rows that match no case or several, or that repeat an input.
  func requireMatches() throws {
    if let error = faults.error(request, rows: outputs.count) { throw error }
  }

  var digest: ObjectID { OutputRecord.digest(of: outputs) }

  // MARK: The output

  private func fields(of row: JSONView, _ place: RecordPlace) throws -> CanonicalJSON {
    let view = try request.fields.map { try self.fields(at: $0, of: row, place) } ?? row
    let fields = view.canonical
    do {
      try requireRoom(fields)
      for blob in fields.attachments { try requireBlob(blob) }
      try schema?.require(fields, of: inputWords(row))
    } catch var error as TaglioError {
      error.place = error.place ?? place
      throw error
    }
    return fields
  }

  /// How a message names the input of a row.
  private func inputWords(_ row: JSONView) -> String {
    row.value(at: request.basis).map { String($0.canonical.description.prefix(80)) }
      ?? "an unknown case"
  }

  private func requireRoom(_ fields: CanonicalJSON) throws {
    guard fields.bytes.count > RecordedRows.maximumLength else { return }
    throw TaglioError(
      .badInput,
      "the output takes more than 64 MiB in canonical form",
      help: "Store large content as a blob and link it."
    )
  }

  /// A commit whose outputs link what is not here would wait for it.
  private func requireBlob(_ id: ObjectID) throws {
    guard try !repository.objects.contains(id) else { return }
    throw TaglioError(
      .badInput,
      "the output links the blob \(id.short()), which is not in this store",
      help: "Copy the object from the store that has it, then try again."
    )
  }

  private func fields(
    at pointer: JSONPointer,
    of row: JSONView,
    _ place: RecordPlace
  ) throws -> JSONView {
    if let view = row.value(at: pointer), view.kind == .object { return view }
    throw TaglioError(
      .badInput,
      "the row has no object at \(pointer), where its output should be",
      place: place,
      field: "\(pointer)",
      help: "Name the object with --fields, or leave it out to take whole rows."
    )
  }
}

/// The rows that cannot be taken.
private struct RowFaults {
  enum Kind { case unmatched, repeated }

  private var counts: [Kind: Int] = [:]
  private var lines: [String] = []

  /// How many are listed.
  private static let listed = 20

  mutating func add(_ kind: Kind, _ value: JSONView?, _ found: Int, _ place: RecordPlace) {
    counts[kind, default: 0] += 1
    guard lines.count < RowFaults.listed else { return }
    let text = value.map { String($0.canonical.description.prefix(80)) }
    let what =
      switch kind {
      case .unmatched where text == nil: "names no case"
      case .unmatched where found == 0: "matches no case"
      case .unmatched: "could be \(found) cases"
      case .repeated: "has a row before it"
      }
    let words = [text, what].compactMap(\.self).joined(separator: " ")
    lines.append("\(place.file):\(place.line): \(words)")
  }

  /// Nil where all rows can be taken.
  func error(_ request: RecordRequest, rows: Int) -> TaglioError? {
    let count = counts.values.reduce(0, +)
    guard count > 0 else { return nil }
    let unmatched = counts[.unmatched, default: 0]
    let what =
      unmatched > 0
      ? "\(unmatched) of \(rows) rows do not match one case by \(request.basis)"
      : "\(count) of \(rows) rows are of inputs that had a row before"
    let more = count > lines.count ? ["… and \(count - lines.count) more"] : []
    return TaglioError(
      .badInput,
      what,
      help: unmatched > 0
        ? "Name the field with --basis, and with --join what it is equal to in the cases; "
          + "--allow-unmatched takes such rows without an input."
        : "With --trials the n-th row of an input is its n-th trial.",
      candidates: lines + more
    )
  }
}
