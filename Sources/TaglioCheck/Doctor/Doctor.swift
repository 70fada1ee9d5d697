import SystemPackage
import TaglioFormat
package import TaglioKit
import TaglioStore
import TaglioSystem

/// Looks at what surrounds a store: the program, the machine, what other tools left, what slows it
/// down.
///
/// It only reads, and does not even take in what came since the last command. Contents are not
/// checked: that is what `Checker` is for.
package struct Doctor {
  let directory: RepositoryDirectory
  private let version: String
  private let now: Int64

  /// - Parameters:
  ///   - version: what this program calls itself.
  ///   - now: the wall clock, in nanoseconds since 1970.
  package init(_ directory: RepositoryDirectory, version: String, now: Int64) {
    self.directory = directory
    self.version = version
    self.now = now
  }

  /// One diagnosis for each of `Diagnosis.names`, in their order; those that an unreadable index or
  /// setting makes impossible are left out.
  ///
  /// - Throws: what the system answered where a directory cannot be read.
  package func run() throws -> [Diagnosis] {
    let base = try base()
    // Of a format that is not known, nothing else can be said.
    if base.contains(where: { $0.name == "format" && $0.verdict == .problem }) { return base }
    if let obstacle = try Obstacle.ofBooks(in: directory).first {
      let detail = ".taglio/\(obstacle.path) \(obstacle.detail)"
      return base + [.problem("index", detail, help: Help.repair)]
    }
    if let obstacle = try Obstacle.ofLock(in: directory) {
      let detail = ".taglio/\(obstacle.path) \(obstacle.detail): nothing can be written"
      let help = "Move it away while no taglio runs; the next one makes it anew."
      return base + [.problem("index", detail, help: help)]
    }
    return try base + books() + files()
  }

  /// What holds for any store, whatever state it is in.
  private func base() throws -> [Diagnosis] {
    let format = formatDiagnosis()
    let beginning: [Diagnosis] = [.ok("version", version), format]
    if format.verdict == .problem { return try beginning + [fileSystem()] }
    return try beginning + [settings(), fileSystem()] + durability()
  }

  // MARK: Layout and settings

  private func formatDiagnosis() -> Diagnosis {
    do {
      try directory.checkFormat()
      let format = try directory.format()
      guard format < directory.newestFormat else { return .ok("format", "\(format)") }
      let detail = "\(format), which this taglio reads and does not write"
      return .warning("format", detail, help: "Run: taglio upgrade")
    } catch {
      return problem("format", error)
    }
  }

  private func settings() -> Diagnosis {
    do {
      _ = try directory.config().durability
      return .ok("settings", ".taglio/config reads")
    } catch {
      return problem("settings", error)
    }
  }

  private func problem(_ name: String, _ error: any Error) -> Diagnosis {
    let known = error as? TaglioError
    let help = known?.help ?? "See who may read it: ls -ld .taglio"
    return .problem(name, known?.message ?? "\(error)", help: help)
  }

  private func durability() -> [Diagnosis] {
    // Where the settings do not read, that was said before.
    guard let policy = try? directory.config().durability else { return [] }
    guard policy == .none else { return [.ok("durability", policy.rawValue)] }
    return [
      .warning(
        "durability",
        "none: a power cut may take what was written last, or cut it",
        help: "Unless that is meant, set durability = batch in .taglio/config."
      )
    ]
  }

  // MARK: The machine

  private func fileSystem() throws -> Diagnosis {
    Doctor.diagnosis(of: try directory.disk.fileSystem(of: directory.path))
  }

  /// What a file system means for a store.
  static func diagnosis(of system: FileSystem) -> Diagnosis {
    let name = "file-system"
    guard let trait = system.trait else { return .ok(name, system.name) }
    let (risk, help) = words(trait)
    return .warning(name, "\(system.name): \(risk)", help: help)
  }

  private static func words(_ trait: FileSystem.Trait) -> (risk: String, help: String) {
    switch trait {
    case .network:
      (
        "over a network, locks may not hold between machines, flushes may not reach the disk, and "
          + "every look at a file costs a round trip",
        "Keep the store on a local disk and copy objects to share them."
      )
    case .user:
      (
        "a program serves the files; whether locks hold and flushes reach a disk is up to it",
        "Unless you know that they do, keep the store on a local disk."
      )
    case .memory:
      ("everything is gone when the machine stops", "Copy the objects to a disk.")
    case .simple:
      (
        "it knows no permissions and only coarse times, so new files may be noticed 2 s late",
        "Keep the store on another file system where you can."
      )
    }
  }

  /// The clock against the newest commit.
  func clock(_ index: Index) throws -> Diagnosis {
    var newest: CommitTime?
    try index.forEach(.timeline) { (row) throws(FormatError) in
      let time = try index.commit(row.uint32(at: 8)).time
      newest = max(newest ?? time, time)
    }
    guard let newest else { return .ok("clock", "there is no commit yet") }
    let ahead = newest.milliseconds - now / 1_000_000
    guard ahead > Doctor.tolerance else { return .ok("clock", "newest commit \(newest)") }
    return .warning(
      "clock",
      "the newest commit \(newest) is \(ahead / 1000) s later than this machine's clock",
      help: "Set the clock; new commits come after that one in any case."
    )
  }

  /// Milliseconds that clocks of two machines may be apart without a word.
  private static let tolerance: Int64 = 60_000
}
