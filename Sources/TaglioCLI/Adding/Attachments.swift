import SystemPackage
import TaglioFormat
import TaglioKit

/// Inputs whose records name files, with the files.
struct Attachments {
  private(set) var inputs: [any RecordInput]
  private(set) var blobs: [ObjectID: AttachedFile] = [:]

  /// Reads the files that the fields at some places name; none where no places are given.
  init(
    _ pointers: [String],
    _ inputs: [FileInput],
    _ session: Session
  ) throws {
    self.inputs = inputs
    guard !pointers.isEmpty else { return }
    let places = pointers.compactMap { JSONPointer($0) }
    var finder = AttachmentFinder(places, disk: session.disk) { file in
      file == "-" ? session.directory : session.path(file).removingLastComponent()
    }
    self.inputs = try inputs.map { try finder.resolve($0) }
    blobs = finder.found
  }
}
