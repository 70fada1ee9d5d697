public import TaglioFormat
package import TaglioStore
public import TaglioSystem

/// A store of evaluation data: what programs open, read and write.
///
/// A repository is for one thread at a time; several may be open on the same directory, in one
/// process or in many. It prints nothing and reads neither the environment nor the clock: what it
/// needs of them is in `Options`.
public final class Repository {
  package let objects: any ObjectStore
  package let books: any Bookkeeping
  package let options: Options
  private var saved: SavedIndex?
  private var index: Index
  /// Whether it shows a moment of the past and cannot be written.
  private let isFrozen: Bool

  /// What the repository takes from the world around it.
  public struct Options: Sendable {
    /// Who makes commits; never empty.
    public var author: String
    /// The wall clock, in nanoseconds since 1970.
    public var now: @Sendable () -> Int64
    /// What made a commit, for its `extra`: a JSON object.
    public var extra: CanonicalJSON
    /// Tells how far a long operation has come.
    public var progress: Progress?
    /// How long a command that writes waits for another one.
    public var patience = Patience.endless
    /// Whether refs that something else changed stay as they are, for a check that is to find them.
    ///
    /// Nothing is saved then that would say that they agree.
    package var leavesRefs = false
    /// 64 random bits that nobody can foresee: what salts are made of.
    public var random: @Sendable () -> UInt64

    /// Takes the author of commits and the clock.
    public init(
      author: String,
      now: @escaping @Sendable () -> Int64,
      extra: CanonicalJSON = .emptyObject,
      progress: Progress? = nil,
      random: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    ) {
      self.author = author
      self.now = now
      self.extra = extra
      self.progress = progress
      self.random = random
    }
  }

  /// Is called with the number of things done and, where it is known, the number of all.
  ///
  /// Throwing ends the operation, and nothing has happened.
  public typealias Progress = @Sendable (_ done: Int, _ total: Int?) throws -> Void

  /// Opens a store and takes in what came since it was last open.
  package init(objects: any ObjectStore, books: any Bookkeeping, options: Options) throws {
    self.objects = objects
    self.books = books
    self.options = options
    isFrozen = false
    index = Index()
    try load()
    try refresh()
  }

  /// The objects of another repository in a state of their own.
  init(frozen index: Index, of other: Repository) {
    objects = other.objects
    books = other.books
    options = other.options
    isFrozen = true
    self.index = index
  }

  /// The state now.
  ///
  /// It does not change when commits are made later.
  public var snapshot: Snapshot { Snapshot(index: index) }

  // MARK: Taking in

  private func load() throws {
    saved = try books.loadIndex()
    index = saved?.index ?? Index()
  }

  /// Notices object files that came or were completed since, and takes in what is complete.
  ///
  /// What was found is saved where the lock is free and the store can be written; else it holds for
  /// this repository only.
  public func refresh() throws {
    if isFrozen { return }
    try recovering {
      guard try needsWork() else { return }
      if let lock = try lockIfPossible() {
        do {
          return try refresh(with: lock)
        } catch  where error.meansUnwritable {
          try load()
        }
      }
      try takeIn(save: false)
    }
  }

  /// As `refresh`, by the holder of the lock.
  func refresh(with lock: WriterLock) throws {
    try load()
    if try needsWork() { try takeIn(save: true) }
  }

  /// Brings the index up to what others saved, without looking for files that came.
  func prepare(with lock: WriterLock) throws {
    try load()
    if try saved?.binding != books.binding() { try takeIn(save: true) }
  }

  private func needsWork() throws -> Bool {
    guard let saved else { return true }
    let binding = try books.binding()
    if saved.binding != binding, !options.leavesRefs || !saved.binding.differsInRefs(from: binding)
    {
      return true
    }
    return try Discovery.isNeeded(store: objects, index: index)
  }

  /// A store that cannot be written can still be read.
  private func lockIfPossible() throws -> WriterLock? {
    do {
      return try books.lock(wait: false)
    } catch  where error.meansUnwritable {
      return nil
    }
  }

  private func discover(_ index: Index) throws -> Discovery {
    try Discovery(store: objects, index: index, now: options.now())
  }

  private func takeIn(save: Bool) throws {
    let isCurrent = saved != nil
    let found = try discover(index)
    var intake = try Intake(
      index: index,
      store: objects,
      accepted: isCurrent ? [] : Set(try books.accepted(from: 0)),
      scratch: books.scratch
    )
    try intake.arrive(found.arrived)
    for entry in found.states { intake.listed(directory: entry.directory, entry.state) }
    try intake.settle()
    if intake.needsRebuild {
      saved = nil
      index = Index()
      return try takeIn(save: save)
    }
    try finish(intake, save: save)
  }

  /// Makes refs and index anew from the objects, by the holder of the lock.
  func takeInAnew() throws {
    saved = nil
    index = Index()
    try takeIn(save: true)
  }

  /// Makes an intake part of the index, and where it is to be saved also of `accepted` and the refs.
  func finish(_ intake: consuming Intake, save: Bool) throws {
    let visible = intake.visible
    let base = saved
    let delta = try intake.finish()
    var segment: Segment?
    if !delta.isEmpty {
      index = try delta.sealed()
      segment = index.segments.last
    }
    guard save else { return }
    let binding = try books.binding()
    if segment == nil, base?.binding == binding { return }
    if options.leavesRefs, let base, base.binding.refs != binding.refs { return }
    let known = try books.accepted(from: base?.binding.acceptedLength ?? 0)
    let new = Set(visible).subtracting(known)
    try books.accept(visible.filter(new.contains))
    if !new.isEmpty { try books.forgetPushed() }
    do {
      try writeRefs(afterChanging: base?.binding.refs == binding.refs ? visible : nil)
    } catch  where base != nil && error.isObstacle {
      // Refs are derived; what is in their way keeps no commit from being made. `fsck` names it.
    }
    try books.saveIndex(index, adding: segment, to: base)
    saved = try books.loadIndex()
    index = saved?.index ?? index
  }

  /// Makes the refs say what the index says, before the index is saved: it remembers how they are.
  ///
  /// - Parameter commits: what came since they last agreed; nil where nobody knows.
  private func writeRefs(afterChanging commits: [ObjectID]?) throws {
    let projection = RefProjection(snapshot)
    guard let commits else {
      return try books.replaceRefs(projection.all(books.scratch), heads: projection.heads())
    }
    if commits.isEmpty { return }
    do {
      let refs = try projection.touched(by: commits, reading: objects, books.scratch)
      try books.updateRefs(refs, heads: projection.heads())
    } catch let error as StoreError where error.isAbsence {
      // Refs that do not read are made anew: they are derived, and the commits are here.
      try books.replaceRefs(projection.all(books.scratch), heads: projection.heads())
    }
  }

  /// Calls `body`, once more where it met a damaged part of the index.
  ///
  /// The index is derived and checked page by page when it is read, so damage can show at any time.
  /// It is then made anew. `body` must not have written anything when it meets the damage, which
  /// holds for everything that reads and for transactions before they commit.
  package func recovering<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FormatError where error.code == .index && !isFrozen {
      try rebuild()
      return try body()
    }
  }

  private func rebuild() throws {
    saved = nil
    index = Index()
    let lock = try lockIfPossible()
    try withExtendedLifetime(lock) { try takeIn(save: lock != nil) }
  }

  /// Makes refs and index anew from the objects.
  public func reindex() throws {
    let lock = try lock()
    try withExtendedLifetime(lock) { try takeInAnew() }
  }

  /// Makes all refs anew from the index as it is.
  ///
  /// Other than `reindex` it forgets nothing: an index may know more of commits that are lost than
  /// the objects that are left.
  package func rewriteRefs() throws {
    let lock = try lock()
    try withExtendedLifetime(lock) {
      try refresh(with: lock)
      try writeRefs(afterChanging: nil)
      try books.saveIndex(index, adding: nil, to: saved)
      saved = try books.loadIndex()
    }
  }

  /// Waits for the writer's lock.
  ///
  /// - Throws: `locked` where patience was over before it was free; `newer` and `older` where the
  ///   store was given another format since it was opened.
  func lock() throws -> WriterLock {
    guard !isFrozen else { throw TaglioError(.usage, "the past cannot be changed") }
    return try books.requireLock(options.patience)
  }
}

extension Bookkeeping {
  /// Takes the writer's lock.
  ///
  /// - Throws: `locked` where another held it until patience was over.
  package func requireLock(_ patience: Patience) throws -> WriterLock {
    guard let lock = try lock(patience) else {
      throw TaglioError(
        .locked,
        "another taglio is writing",
        help: "Try again in a moment, or wait longer: -c wait=10m"
      )
    }
    return lock
  }
}
