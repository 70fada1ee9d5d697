package import TaglioFormat
import TaglioStore

extension Repository {
  /// The commits that are neither some other commit nor one of its ancestors, each after its
  /// parents; with nil all that are visible.
  ///
  /// - Throws: `notFound` where the commit is not part of the history here.
  package func commits(since commit: ObjectID?) throws -> [ObjectID] {
    guard let commit else { return try commits(unknownTo: { _ in false }) }
    let index = snapshot.index
    guard let number = try index.commitNumber(of: commit) else {
      throw TaglioError.notVisible(commit)
    }
    let old = try ancestors(of: number)
    return try commits(unknownTo: old.contains)
  }

  /// The ids of a commit and of all its ancestors.
  private func ancestors(of commit: UInt32) throws -> Set<ObjectID> {
    let index = snapshot.index
    var found: Set<UInt32> = [commit]
    var ids: Set<ObjectID> = []
    var border = [commit]
    while let number = border.popLast() {
      let row = try index.commit(number)
      ids.insert(row.id)
      for parent in row.parents where found.insert(parent).inserted { border.append(parent) }
    }
    return ids
  }
}
