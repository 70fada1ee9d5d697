import TaglioFormat
import TaglioStore

/// Finds the values of fields, for comparisons, for sorting and for groups.
final class QueryValues {
  let snapshot: Snapshot
  let fields: FieldReader
  private let repository: Repository
  private var places: [JSONPointer: FieldReader.Place] = [:]
  private var runs: [UInt32: RunContext] = [:]
  private var sources: [UInt32: String]?
  private let errorPlace = FieldReader.Place(JSONPointer(tokens: ["error"]))

  /// What is known of the run that computed an output.
  struct RunContext {
    var experiment: UInt32
    var suite: UUID?
    var judge: OutputJudge
  }

  init(_ repository: Repository) {
    self.repository = repository
    snapshot = repository.snapshot
    fields = FieldReader(repository, snapshot)
  }

  /// All values; those of a list one by one; none where there is nothing.
  func values(of field: QueryField, _ subject: QuerySubject) throws -> [CanonicalJSON] {
    switch field.kind {
    case .pointer(let pointer): try spread(value(at: pointer, subject))
    case .label(let name): try spread(label(name, subject))
    case .known(let known): try values(of: known, subject)
    }
  }

  /// Whether there is a value, `null` and empty lists among them.
  func exists(_ field: QueryField, _ subject: QuerySubject) throws -> Bool {
    switch field.kind {
    case .pointer(let pointer):
      guard let number = subject.fieldsNumber else {
        return try value(at: pointer, subject) != nil
      }
      return try fields.exists(at: place(pointer), of: number) ?? false
    case .label(let name): return try label(name, subject) != nil
    case .known(let known): return try !values(of: known, subject).isEmpty
    }
  }

  private func spread(_ value: CanonicalJSON?) -> [CanonicalJSON] {
    guard let value else { return [] }
    guard value.bytes.first == UInt8(ascii: "[") else { return [value] }
    return value.document.root.elements.map(\.canonical)
  }

  // MARK: Fields and labels

  private func value(at pointer: JSONPointer, _ subject: QuerySubject) throws -> CanonicalJSON? {
    switch subject {
    case .version, .run:
      guard let number = subject.fieldsNumber else { return nil }
      return try fields.value(at: place(pointer), of: number).json
    case .suite(let id, let names, let members):
      switch pointer.tokens {
      case ["id"]: return CanonicalJSON(string: "\(id)")
      case ["name"]: return names.first.map { CanonicalJSON(string: $0) }
      case ["members"]: return CanonicalJSON(number: members)
      default: return nil
      }
    case .commit(let number, let row):
      switch pointer.tokens {
      case ["author"]: return try text(of: number).map { CanonicalJSON(string: $0.author) }
      case ["message"]: return try text(of: number).map { CanonicalJSON(string: $0.message) }
      case ["objects"]: return CanonicalJSON(number: Int(row.objectCount))
      default: return nil
      }
    }
  }

  private func text(of commit: UInt32) throws -> (author: String, message: String)? {
    try repository.commitItem(commit).text
  }

  private func place(_ pointer: JSONPointer) -> FieldReader.Place {
    if let place = places[pointer] { return place }
    let place = FieldReader.Place(pointer)
    places[pointer] = place
    return place
  }

  private func label(_ name: ExactString, _ subject: QuerySubject) throws -> CanonicalJSON? {
    guard let target = try snapshot.labelTarget(of: subject) else { return nil }
    return try snapshot.label(name, of: target)
  }

  // MARK: What is known

  private func values(
    of known: QueryField.Known,
    _ subject: QuerySubject
  ) throws -> [CanonicalJSON] {
    switch known {
    case .keyword: try spread(label("keywords", subject))
    case .id: try ids(subject).map { CanonicalJSON(string: "\($0)") }
    case .time: try time(subject).map { [CanonicalJSON(string: "\($0)")] } ?? []
    case .key: try key(subject).map { [CanonicalJSON(string: $0.description)] } ?? []
    case .source: try sources(subject).map { CanonicalJSON(string: $0) }
    case .sequence: sequence(subject).map { [CanonicalJSON(number: $0)] } ?? []
    case .trial: try trial(subject).map { [CanonicalJSON(number: $0)] } ?? []
    case .passed, .error, .score: try judged(known, subject).map { [$0] } ?? []
    case .basis, .creator: try objects(known, subject).map { CanonicalJSON(string: "\($0.id)") }
    case .experiment: try experimentName(subject).map { [CanonicalJSON(string: $0)] } ?? []
    case .suite: try suites(subject).map { CanonicalJSON(string: try suiteName($0)) }
    }
  }

  func ids(_ subject: QuerySubject) throws -> [ObjectID] {
    switch subject {
    case .version(let version):
      let lineage = try snapshot.lineageID(version.row.lineage).id
      return lineage == version.id ? [version.id] : [version.id, lineage]
    case .run(_, let row): return [row.id]
    case .commit(_, let row): return [row.id]
    case .suite: return []
    }
  }

  private func time(_ subject: QuerySubject) throws -> CommitTime? {
    switch subject {
    case .version(let version): try snapshot.firstListing(of: version.number)?.stamp.time
    case .run(let number, _): try start(number)
    case .commit(_, let row): row.time
    case .suite: nil
    }
  }

  private func start(_ run: UInt32) throws -> CommitTime? {
    let place = place(JSONPointer(tokens: ["metadata", "time"]))
    return try fields.value(at: place, of: run).json?.document.root.string.flatMap {
      CommitTime($0)
    }
  }

  private func key(_ subject: QuerySubject) throws -> CaseKey? {
    guard case .version(let version) = subject else { return nil }
    return try snapshot.key(of: version.number)
  }

  private func sequence(_ subject: QuerySubject) -> Int? {
    guard case .version(let version) = subject else { return nil }
    return version.sequence
  }

  private func sources(_ subject: QuerySubject) throws -> [String] {
    switch subject {
    case .version(let version):
      let names = try sourceNames()
      let said = try snapshot.index.said(of: version.row.lineage)
      return Set(said.map(\.source)).sorted().compactMap { names[$0] }
    case .run(let number, _):
      let place = place(JSONPointer(tokens: ["config", "source"]))
      return try fields.value(at: place, of: number).json?.document.root.string.map { [$0] } ?? []
    case .suite, .commit: return []
    }
  }

  private func sourceNames() throws -> [UInt32: String] {
    if let sources { return sources }
    var names: [UInt32: String] = [:]
    try snapshot.index.forEach(.sourceNames) { (row) throws(FormatError) in
      names[row.uint32(at: 16)] = String(decoding: try row.heap(.sourceNames), as: UTF8.self)
    }
    sources = names
    return names
  }

  // MARK: Runs and what they computed

  private func trial(_ subject: QuerySubject) throws -> Int? {
    guard case .version(let version) = subject, try snapshot.isOutput(version.row) else {
      return nil
    }
    return Int(version.row.ordinal)
  }

  private func judged(
    _ known: QueryField.Known,
    _ subject: QuerySubject
  ) throws -> CanonicalJSON? {
    guard case .version(let version) = subject, try snapshot.isOutput(version.row),
      let run = try context(of: version.row.creator)
    else { return nil }
    if known == .score { return try run.judge.scoreValue(of: version.number) }
    let result = try run.judge.result(of: version.number, errorPlace)
    switch (known, result) {
    case (_, .unreadable): return nil
    case (.error, _): return result == .error ? .true : .false
    case (_, .passed): return .true
    case (_, .failed): return .false
    default: return nil
    }
  }

  /// The object that a field refers to.
  func objects(_ known: QueryField.Known, _ subject: QuerySubject) throws -> [ObjectRow] {
    try numbers(known, subject).map { try snapshot.index.object($0) }
  }

  /// The number of the object that a field refers to.
  func numbers(_ known: QueryField.Known, _ subject: QuerySubject) throws -> [UInt32] {
    let number: UInt32?
    switch (known, subject) {
    case (.creator, .version(let version)): number = version.row.creator
    case (.basis, .version(let version)): number = version.row.basis
    case (.experiment, _): number = try experiment(subject)
    default: number = nil
    }
    guard let number, number != ObjectRow.none else { return [] }
    return [number]
  }

  /// The version of the experiment: of a run, or of the run that computed an output.
  private func experiment(_ subject: QuerySubject) throws -> UInt32? {
    switch subject {
    case .version(let version) where version.row.kind == .experiment: return version.number
    case .version(let version):
      guard try snapshot.isOutput(version.row) else { return nil }
      return try context(of: version.row.creator)?.experiment
    case .run(_, let row): return row.experiment
    case .suite, .commit: return nil
    }
  }

  private func experimentName(_ subject: QuerySubject) throws -> String? {
    guard let number = try experiment(subject), number != ObjectRow.none else { return nil }
    let name = try fields.value(at: place(JSONPointer(tokens: ["name"])), of: number).json
    return name?.document.root.string
  }

  /// The suites that list a case, that of a run, or that of the run that computed an output.
  func suites(_ subject: QuerySubject) throws -> [UUID] {
    switch subject {
    case .version(let version):
      let listing = try snapshot.suites(of: snapshot.lineageID(version.row.lineage))
      guard try snapshot.isOutput(version.row),
        let suite = try context(of: version.row.creator)?.suite, !listing.contains(suite)
      else { return listing }
      return listing + [suite]
    case .run(let number, _): return try snapshot.suite(ofRun: number).map { [$0] } ?? []
    case .suite(let id, _, _): return [id]
    case .commit: return []
    }
  }

  private func suiteName(_ id: UUID) throws -> String {
    let name = try snapshot.subject(of: .suite(id)).text
    return name.isEmpty ? "\(id)" : name
  }

  /// Nil where the number is of no run.
  private func context(of run: UInt32) throws -> RunContext? {
    if let known = runs[run] { return known }
    guard run != ObjectRow.none else { return nil }
    let row = try snapshot.index.object(run)
    guard row.kind == .run, row.experiment != ObjectRow.none else { return nil }
    let definition = try fields.definition(of: row.experiment)
    let context = RunContext(
      experiment: row.experiment,
      suite: try snapshot.suite(ofRun: run),
      judge: OutputJudge(definition, fields)
    )
    runs[run] = context
    return context
  }
}

extension CanonicalJSON {
  /// A whole number.
  init(number: Int) {
    self.init(unchecked: Array("\(number)".utf8))
  }
}
