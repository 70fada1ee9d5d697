import TaglioFormat
import TaglioStore

/// Finds object files that an index does not know.
///
/// The index remembers the state of each fan-out directory when it was last listed; one whose state
/// is another now is listed again. A state that is younger than the clock can tell apart is not
/// remembered (git's rule for the racily clean), so that a file that comes in the same moment is not
/// missed.
struct Discovery {
  /// Ids that the index does not know, or that did not read when it last looked.
  private(set) var arrived: [ObjectID] = []
  /// The directories that were listed and whose state can be remembered.
  private(set) var states: [(directory: UInt8, state: DirectoryState?)] = []

  /// - Parameter now: nanoseconds since 1970.
  init(store: any ObjectStore, index: Index, now: Int64) throws {
    let known = try Discovery.knownStates(index)
    for (directory, state) in zip(UInt8.min...UInt8.max, try store.directoryStates()) {
      if known[Int(directory)].state == state { continue }
      let ids = try store.list(fanout: directory).ids
      arrived += try Discovery.unknown(among: ids, in: directory, index)
      if Discovery.isSettled(state, now: now) { states.append((directory, state)) }
    }
    if index.count(.loose) > 0 {
      arrived += try Discovery.unreadable(index).subtracting(arrived).sorted()
    }
    if index.count(.pending) > 0 {
      arrived += try Discovery.awaitedAgain(index).subtracting(arrived).sorted()
    }
  }

  /// Whether anything may have to be done, without listing a directory.
  static func isNeeded(store: any ObjectStore, index: Index) throws -> Bool {
    let known = try knownStates(index)
    if try zip(known, store.directoryStates()).contains(where: { $0.state != $1 }) { return true }
    if index.count(.loose) > 0, try !unreadable(index).isEmpty { return true }
    return try index.count(.pending) > 0 && !awaitedAgain(index).isEmpty
  }

  /// Those of the ids in a fan-out directory, ascending, that the index does not know for good.
  ///
  /// Walks through the directory and each table side by side.
  private static func unknown(
    among ids: [ObjectID],
    in directory: UInt8,
    _ index: Index
  ) throws(FormatError) -> [ObjectID] {
    var isKnown = [Bool?](repeating: false, count: ids.count)
    for segment in index.segments {
      for table in [IndexTable.ids, .commitIDs, .loose] {
        var place = 0
        var next = try segment.lowerBound(table, IndexKey([directory]))
        while place < ids.count, next < segment.count(table) {
          let found = FoundRow(segment: segment, row: try segment.row(table, next))
          let id = try found.id(at: 0)
          if ids[place] < id {
            place += 1
          } else {
            if ids[place] == id {
              isKnown[place] = try isKnownForGood(found, in: table, isKnown[place], index)
              place += 1
            }
            next += 1
          }
        }
      }
    }
    return zip(ids, isKnown).filter { $0.1 != true }.map(\.0)
  }

  /// - Returns: nil where only a gap is known, whatever the other tables say.
  private static func isKnownForGood(
    _ found: FoundRow,
    in table: IndexTable,
    _ before: Bool?,
    _ index: Index
  ) throws(FormatError) -> Bool? {
    guard table == .ids else { return before == nil ? nil : true }
    return try index.object(found.uint32(at: 32)).isGap ? nil : true
  }

  /// Objects of visible commits that another commit waits for: their files were damaged when it came,
  /// and may have been mended since.
  private static func awaitedAgain(_ index: Index) throws -> Set<ObjectID> {
    var awaited: Set<ObjectID> = []
    for commit in try index.pending() where commit.reason == .waits {
      if try index.number(of: commit.missing) != nil { awaited.insert(commit.missing) }
    }
    return awaited
  }

  /// The files that did not read when they were last looked at and are still wanted.
  private static func unreadable(_ index: Index) throws(FormatError) -> Set<ObjectID> {
    var latest: [ObjectID: LooseKind] = [:]
    try index.forEach(.loose) { (row) throws(FormatError) in
      let id = try row.id(at: 0)
      if latest[id] == nil { latest[id] = LooseKind(rawValue: row.row[32]) }
    }
    var unreadable: Set<ObjectID> = []
    for (id, kind) in latest where kind == .unreadable {
      if let number = try index.number(of: id), try !index.object(number).isGap { continue }
      if try index.commitNumber(of: id) == nil { unreadable.insert(id) }
    }
    return unreadable
  }

  /// File systems with coarse times stamp whole seconds.
  private static func isSettled(_ state: DirectoryState?, now: Int64) -> Bool {
    guard let state else { return true }
    let latest = max(state.changed, state.modified)
    let tick: Int64 = latest % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
    return latest <= now - tick
  }

  private static func knownStates(
    _ index: Index
  ) throws(FormatError) -> [(isListed: Bool, state: DirectoryState?)] {
    // A directory that was never listed counts as one that was not there.
    var states = [(isListed: Bool, state: DirectoryState?)](repeating: (false, nil), count: 256)
    try index.forEach(.directories) { (row) throws(FormatError) in
      let directory = Int(row.row[0])
      guard !states[directory].isListed else { return }
      states[directory] = (true, DirectoryState(row: row))
    }
    return states
  }
}
