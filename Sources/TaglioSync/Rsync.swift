import Synchronization
import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioSystem

/// Calls of `rsync` between this machine and a place that `ssh` reaches.
///
/// Names travel to the other side outside of the command line (`-s`), so no shell there looks into
/// them. Files that are there are never written over, nothing is deleted, and a file gets its name
/// when it is whole.
struct Rsync {
  let place: SSHPlace
  let remote: RemoteName
  let runner: any CommandRunner
  /// The program that reaches the host, with its options.
  let shell: String

  init(_ place: SSHPlace, _ remote: RemoteName, _ tools: SyncTools) {
    self.place = place
    self.remote = remote
    runner = tools.runner
    shell = tools.shell + (place.port.map { " -p \($0)" } ?? "")
  }

  /// The path of something at the place, as `rsync` takes it.
  func there(_ inside: String) -> String {
    "\(place.account):\(place.path)\(place.path.hasSuffix("/") ? "" : "/")\(inside)"
  }

  /// Brings the lists of commits that the place has, and its format.
  ///
  /// - Parameters:
  ///   - target: an empty directory.
  ///   - before: what this call brought the last time, so that little of it travels again. Times are
  ///     not believed: two files of one second may differ.
  func bringLists(to target: FilePath, before: FilePath) throws {
    let filters = [
      "/.taglio/", "/.taglio/format", "/.taglio/accepted/", "/.taglio/accepted/*",
      "/.taglio/pushed/", "/.taglio/pushed/*",
    ]
    try run(
      ["-rtI", "--copy-dest=\(before)"] + filters.map { "--include=\($0)" }
        + ["--exclude=*", "--", there(""), "\(target)/"]
    )
  }

  /// Brings the files of objects that are there; what is missing there is left out.
  ///
  /// - Parameters:
  ///   - list: a file of names below `objects`, a line each.
  ///   - largest: the most bytes of a file; nil for any.
  ///   - isDryRun: tells what would come, and brings nothing.
  func bringObjects(
    _ list: FilePath,
    to target: FilePath,
    largest: Int? = nil,
    isDryRun: Bool = false,
    progress: SyncProgress? = nil
  ) throws -> Amount {
    let limit = largest.map { ["--max-size=\($0)"] } ?? []
    return try count(
      limit + (isDryRun ? ["-n"] : [])
        + [
          "--ignore-existing", "--ignore-missing-args", "--files-from=\(list)", "--",
          there(".taglio/objects/"), "\(target)/",
        ],
      progress
    )
  }

  /// Sends files below a directory to the same names below `.taglio` there.
  func send(
    _ list: FilePath,
    from source: FilePath,
    progress: SyncProgress? = nil
  ) throws -> Amount {
    try count(
      [
        "--ignore-existing", "--ignore-missing-args", "--files-from=\(list)", "--", "\(source)/",
        there(".taglio/"),
      ],
      progress
    )
  }

  /// Counts the files that move.
  private func count(_ arguments: [String], _ progress: SyncProgress?) throws -> Amount {
    let counter = Counter(progress)
    try run(["--outbuf=L", "--out-format=%l %n"] + arguments) { try counter.count($0) }
    return counter.amount
  }

  private func run(
    _ arguments: [String],
    line: @escaping @Sendable (String) throws -> Void = { _ in }
  ) throws {
    let outcome: CommandOutcome
    do {
      outcome = try runner.run("rsync", ["-s", "-e", shell] + arguments, line: line)
    } catch is ProgramIsMissing {
      throw TaglioError(
        .failed,
        "rsync is not installed here, and \(remote) is reached by it",
        help: "Install rsync, or copy objects in another way: see Docs/sync.md"
      )
    }
    guard outcome.status == 0 else { throw failure(outcome) }
  }
}

/// Counts files by the lines that are printed for them: the length, a space, the name.
private final class Counter: Sendable {
  private let state = Mutex(Amount())
  private let progress: SyncProgress?

  init(_ progress: SyncProgress?) {
    self.progress = progress
  }

  var amount: Amount { state.withLock { $0 } }

  func count(_ line: String) throws {
    guard !line.hasSuffix("/"), let bytes = Int64(line.prefix { $0 != " " }) else { return }
    let now = state.withLock { amount in
      amount += Amount(objects: 1, bytes: bytes)
      return amount
    }
    try progress?(now, nil)
  }
}
