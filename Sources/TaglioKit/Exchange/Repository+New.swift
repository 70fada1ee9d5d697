package import TaglioFormat
import TaglioStore

extension Repository {
  /// The visible commits that others do not know, each after its parents.
  ///
  /// Walks back from the heads and ends where a commit is known, since whoever has a commit visible
  /// has its ancestors: the cost is that of what is new.
  package func commits(unknownTo isKnown: (ObjectID) throws -> Bool) throws -> [ObjectID] {
    let index = snapshot.index
    var new: [UInt32: CommitRow] = [:]
    var seen = Set(index.heads)
    var border = Array(seen)
    while let number = border.popLast() {
      let row = try index.commit(number)
      if try isKnown(row.id) { continue }
      new[number] = row
      for parent in row.parents where seen.insert(parent).inserted { border.append(parent) }
    }
    return new.values.sorted { ($0.generation, $0.id) < ($1.generation, $1.id) }.map(\.id)
  }

  /// Whether the commit is visible here.
  package func knows(commit id: ObjectID) throws -> Bool {
    try snapshot.index.commitNumber(of: id) != nil
  }

  /// Whether a file of the object is here that read when it was last looked at.
  package func holds(_ id: ObjectID) throws -> Bool {
    let index = snapshot.index
    if let number = try index.number(of: id) {
      if try index.object(number).isGap { return false }
    } else if try index.commitNumber(of: id) == nil {
      guard let kind = try index.loose(id), kind != .unreadable else { return false }
    }
    return try objects.contains(id)
  }
}
