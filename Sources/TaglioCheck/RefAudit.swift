import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// Refs: whether they read, and say what follows from the objects.
struct RefAudit {
  let evidence: Evidence
  let directory: RepositoryDirectory
  private let refs: RefStore

  init(_ evidence: Evidence, _ directory: RepositoryDirectory) {
    self.evidence = evidence
    self.directory = directory
    refs = RefStore(disk: directory.disk, root: directory.path, durability: .none)
  }

  func run(_ report: (Finding) -> Void) throws {
    for path in try refs.strays() {
      let file = evidence.file(path)
      let detail = "the name is not that of a ref"
      report(Finding(.stray, file: file, detail: detail, help: Help.remove(file)))
    }
    guard evidence.isCurrent, evidence.isWhole else { return }
    let projection = RefProjection(Snapshot(index: evidence.truth.index))
    let all = try projection.all(evidence.scratch)
    var isPacked = true
    for kind in RefKind.allCases where isPacked {
      isPacked = try self.isPacked(kind, as: all.lines(kind))
    }
    if !isPacked { try check(projection, report) }
    try checkHeads(projection.heads(), report)
  }

  private func check(_ projection: RefProjection, _ report: (Finding) -> Void) throws {
    var expected: [RefKind: [RefName: RefTarget]] = [:]
    try projection.forEach { name, target in expected[name.kind, default: [:]][name] = target }
    for kind in RefKind.allCases { try check(kind, expected[kind, default: [:]], report) }
  }

  /// Mostly all refs of a kind are packed, which shows without looking at each.
  private func isPacked(
    _ kind: RefKind,
    as expected: RefLines
  ) throws(StoreError) -> Bool {
    do {
      return try refs.isPacked(kind, as: expected)
    } catch {
      guard error.code != .system else { throw error }
      return false
    }
  }

  private func check(
    _ kind: RefKind,
    _ expected: [RefName: RefTarget],
    _ report: (Finding) -> Void
  ) throws {
    let found: [RefName: RefTarget]
    switch try read(kind) {
    case .failure(let error): return report(damaged(error, kind))
    case .success(let refs): found = refs
    }
    let missing = expected.keys.filter { found[$0] == nil }
    let unknown = found.keys.filter { expected[$0] == nil }
    let wrong = found.keys.filter { name in expected[name].map { $0 != found[name] } ?? false }
    let path = "refs/\(kind.rawValue)"
    if !missing.isEmpty { report(finding(.refMissing, path, RefAudit.list(missing))) }
    if !unknown.isEmpty { report(finding(.refUnknown, path, RefAudit.list(unknown))) }
    if !wrong.isEmpty { report(finding(.refDiffers, path, RefAudit.list(wrong))) }
  }

  /// The refs of a kind; a failure where one of their files does not read.
  private func read(
    _ kind: RefKind
  ) throws(StoreError) -> Result<[RefName: RefTarget], StoreError> {
    do {
      let entries = try refs.list(kind)
      return .success(Dictionary(entries.map { ($0.name, $0.target) }) { first, _ in first })
    } catch {
      guard error.code != .system else { throw error }
      return .failure(error)
    }
  }

  private func damaged(_ error: StoreError, _ kind: RefKind) -> Finding {
    let path = error.path.flatMap { path in
      var path = path
      return path.removePrefix(directory.path) ? path.string : nil
    }
    let detail = error.format?.detail ?? "it is not a regular file, or too long"
    return finding(.refDamaged, path ?? "refs/\(kind.rawValue)", detail)
  }

  /// The file `refs/heads` holds the heads of the commit graph.
  private func checkHeads(_ expected: [ObjectID], _ report: (Finding) -> Void) throws {
    let path = directory.path.appending("refs/heads")
    let limit = AcceptedFile.maximumLength
    guard let bytes = try directory.disk.readIfPresent(path, limit: limit) else {
      if !expected.isEmpty { report(finding(.refMissing, "refs/heads", "the file is not there")) }
      return
    }
    if bytes != AcceptedFile.encode(expected) {
      report(finding(.refDiffers, "refs/heads", "it does not name the heads of the commit graph"))
    }
  }

  private static func list(_ refs: [RefName]) -> String {
    let shown = refs.sorted().prefix(3).map { "\"\($0.name)\"" }.joined(separator: ", ")
    return refs.count > 3 ? "\(refs.count) refs, among them \(shown)" : shown
  }

  private func finding(_ name: Finding.Name, _ path: String, _ detail: String) -> Finding {
    Finding(name, file: evidence.file(path), detail: detail, help: Help.reindex)
  }
}
