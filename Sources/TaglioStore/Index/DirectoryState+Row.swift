import TaglioFormat

extension DirectoryState {
  /// As a row of the index holds it; zeros for a directory that is not there.
  static func rowBytes(_ state: DirectoryState?) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(state?.changed ?? 0)
    bytes.appendBigEndian(state?.modified ?? 0)
    bytes.appendBigEndian(state?.device ?? 0)
    bytes.appendBigEndian(state?.inode ?? 0)
    return bytes
  }

  /// Reads a row of the table `directories`; nil for a directory that was not there.
  package init?(row: FoundRow) {
    self.init(
      changed: row.int64(at: 1),
      modified: row.int64(at: 9),
      device: row.row.bigEndian(at: 17, as: UInt64.self),
      inode: row.row.bigEndian(at: 25, as: UInt64.self)
    )
    if device == 0 && inode == 0 { return nil }
  }
}
