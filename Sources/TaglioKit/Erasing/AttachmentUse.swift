import TaglioFormat
import TaglioStore

/// Tells which of the blobs that erased versions link are linked by nothing else.
///
/// The index does not know what links a blob, so this reads every case that is not erased; it is
/// asked only where an erased version links one.
struct AttachmentUse {
  /// By blob: a version that links it and stays.
  private(set) var users: [ObjectID: ObjectID] = [:]

  /// - Parameter erased: the objects that are to go.
  init(
    of blobs: Set<ObjectID>,
    erased: Set<ObjectID>,
    _ repository: Repository,
    _ snapshot: Snapshot
  ) throws {
    guard !blobs.isEmpty else { return }
    let reader = repository.reader
    for number in 0..<snapshot.index.objectCount where users.count < blobs.count {
      let row = try snapshot.index.object(number)
      guard row.kind == .case, !row.flags.contains(.standIn), !erased.contains(row.id) else {
        continue
      }
      for blob in try reader.facts(row.id).success?.facts.attachments ?? []
      where blobs.contains(blob) && users[blob] == nil {
        users[blob] = row.id
      }
    }
  }
}
