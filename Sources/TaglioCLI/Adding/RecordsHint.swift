import TaglioFormat
import TaglioImport

/// Notices files that may have been meant otherwise: one object that holds an array of objects, as
/// the results and data sets of other tools do.
///
/// Nothing is guessed: the object is taken as one case, and a note tells of the other reading.
final class RecordsHint {
  private var pointers: [String: JSONPointer] = [:]

  func notice(_ record: JSONView, at place: RecordPlace) {
    pointers[place.file] = place.record == 1 ? RecordsHint.pointer(in: record) : nil
  }

  /// A note for each such file.
  var notes: [String] {
    pointers.sorted { $0.key < $1.key }.map { file, pointer in
      let text = pointer.description.escapedForTerminal()
      return
        "\(file.escapedForTerminal()) is one case; if its records are the elements of \(text), "
        + "add it with: --records \(text.shellWord)"
    }
  }

  /// The first member that is an array of at least two objects.
  private static func pointer(in record: JSONView) -> JSONPointer? {
    for (key, value) in record.members where value.kind == .array && value.count > 1 {
      if value.elements.allSatisfy({ $0.kind == .object }), let name = key.string {
        return JSONPointer(tokens: [name])
      }
    }
    return nil
  }
}
