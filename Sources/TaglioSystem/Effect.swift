package import SystemPackage

/// One change to the file system.
///
/// Everything this module changes is one of these values, and each passes the witness before it is
/// carried out. A recorded list of effects, replayed up to any point, gives the directories that a
/// crash at that point can leave.
package enum Effect: Hashable, Sendable {
  /// Makes a directory whose parent exists.
  case makeDirectory(FilePath, mode: FilePermissions)
  /// Makes an empty file that must not exist.
  case create(FilePath, mode: FilePermissions)
  /// Writes bytes at an offset. A long write is several of these, one for each call.
  case write(FilePath, offset: Int64, bytes: [UInt8])
  /// Cuts a file to a length.
  case truncate(FilePath, length: Int64)
  /// Makes the contents of a file durable.
  case syncFile(FilePath)
  /// Gives a file another name, in place of what had that name.
  case rename(FilePath, to: FilePath)
  /// Makes the entries of a directory durable: names created, renamed and removed in it.
  case syncDirectory(FilePath)
  /// Makes everything done so far on the file system that holds this path durable.
  case syncFileSystem(FilePath)
  /// Removes the name of a file.
  case remove(FilePath)
}
