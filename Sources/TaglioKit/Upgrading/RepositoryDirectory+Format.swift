import SystemPackage
package import TaglioStore
package import TaglioSystem

/// Which format a store has, and what this version may do with it.
///
/// Formats that are known are read. Only the newest of them is written.
extension RepositoryDirectory {
  private static let formatFile = "format"

  /// The newest format that is known, which is the one that is written.
  package var newestFormat: Int { steps.last?.to ?? RepositoryDirectory.firstFormat }

  /// The number in the first line of `.taglio/format`; 1 where there is no such file.
  ///
  /// What follows that line is for later formats to use.
  ///
  /// - Throws: `damage` where it is no number from 1 on.
  package func format() throws -> Int {
    let file = path.appending(RepositoryDirectory.formatFile)
    let bytes: [UInt8]
    do throws(SystemError) {
      guard let found = try disk.readIfPresent(file, limit: 1 << 16) else {
        return RepositoryDirectory.firstFormat
      }
      bytes = found
    } catch {
      guard error.errno == .fileTooLarge || error.isWrongKind else { throw error }
      bytes = []
    }
    let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    if let number = Int(line), number >= 1, line == "\(number)" { return number }
    throw TaglioError(
      .damage,
      "\(file) does not say which format the store has",
      help: "Copy the file from another copy of the store; if no taglio newer than this one has "
        + "written here, it holds the number \(newestFormat)."
    )
  }

  /// Refuses a store of a format that is not known.
  ///
  /// - Throws: `newer`, and `damage` where the format does not read.
  package func checkFormat() throws {
    let format = try format()
    guard format > newestFormat else { return }
    throw TaglioError(
      .newer,
      "the store has format \(format), and this taglio knows only \(newestFormat)",
      help: "Install a newer taglio, or go back with the newer one: taglio upgrade --back"
    )
  }

  /// Refuses to write a store of another format than the newest.
  ///
  /// - Throws: what `checkFormat` throws, and `older`.
  package func checkWritable() throws {
    try checkFormat()
    let format = try format()
    guard format < newestFormat else { return }
    throw TaglioError(
      .older,
      "the store has format \(format), which this taglio reads and does not write",
      help: "Bring it to format \(newestFormat): taglio upgrade"
    )
  }

  /// What is kept beside the objects.
  ///
  /// Its lock is had only while the store has the newest format: another process may have changed
  /// that since the store was opened.
  package func books(_ durability: Durability) -> DiskBookkeeping {
    DiskBookkeeping(disk: disk, root: path, durability: durability) { try checkWritable() }
  }

  /// What puts files of `.taglio` in place: each durably, unless the settings give that up.
  package func publisher() throws -> Publisher {
    let durability: Durability = try config().durability == .none ? .none : .each
    return Publisher(disk: disk, root: path, durability: durability)
  }

  /// Writes the number, durably and in one step.
  func writeFormat(_ format: Int) throws {
    let bytes = Array("\(format)\n".utf8)
    try publisher().replace(name: RepositoryDirectory.formatFile, bytes: bytes)
  }
}
