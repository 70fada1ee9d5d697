package import TaglioFormat
package import TaglioSystem

/// What a store keeps beside its objects: the writer's lock, the accepted commits, the index and
/// the refs.
///
/// On disk or in memory.
package protocol Bookkeeping: AnyObject {
  /// Takes the lock that writers hold; nil where another held it until patience was over.
  func lock(_ patience: Patience) throws -> WriterLock?

  /// Where much goes that is needed for a short time; nil where it stays in memory.
  var scratch: (any Scratch)? { get }

  /// The index that was saved last, with what it was of; nil where there is none that can be used.
  func loadIndex() throws -> SavedIndex?

  /// Saves an index that is `base` and one more segment. Only with the lock.
  func saveIndex(_ index: Index, adding segment: Segment?, to base: SavedIndex?) throws

  /// The commits that were accepted, from a position in the list on, which is what an index's
  /// binding counts.
  func accepted(from position: UInt64) throws -> [ObjectID]

  /// Remembers commits as accepted, durably. Only with the lock.
  func accept(_ commits: [ObjectID]) throws

  /// Forgets the lists of pushed commits that were all accepted. Only with the lock.
  func forgetPushed() throws

  /// What ties an index to this store at this moment.
  func binding() throws -> IndexBinding

  /// Points refs at targets; nil takes a ref away. `heads` are the heads of the commit graph. Only
  /// with the lock.
  func updateRefs(_ refs: RefChanges, heads: [ObjectID]) throws

  /// The refs of a kind whose names begin with this name, in order, at most `limit`.
  func refNames(_ beginning: RefName, limit: Int) throws -> [RefName]

  /// Makes these all the refs there are. Only with the lock.
  func replaceRefs(_ refs: RefChanges, heads: [ObjectID]) throws
}

extension Bookkeeping {
  package var scratch: (any Scratch)? { nil }

  package func forgetPushed() throws {}

  /// Takes the lock that writers hold; nil where another holds it and `wait` is false.
  package func lock(wait: Bool) throws -> WriterLock? { try lock(wait ? .endless : .none) }
}

/// An index as it was saved.
package struct SavedIndex {
  package var index: Index
  package var binding: IndexBinding
  /// The file it came from.
  var file: IndexFile.Loaded?

  init(index: Index, binding: IndexBinding, file: IndexFile.Loaded?) {
    self.index = index
    self.binding = binding
    self.file = file
  }
}

/// The right to write, as long as it lives.
package final class WriterLock {
  private let file: FileLock?

  init(_ file: consuming FileLock?) {
    self.file = file
  }
}
