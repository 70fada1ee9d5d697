import TaglioFormat

/// The files in a log of Inspect that is an archive.
///
/// `header.json` is the log without its samples, `samples/ID_epoch_N.json` one sample each,
/// `reductions.json` what the log in JSON has as `reductions`. `summaries.json` and the files in
/// `_journal/` repeat parts of these.
struct InspectArchive {
  private let archive: ZipArchive
  private let name: String

  init(_ archive: ZipArchive, _ name: String) {
    self.archive = archive
    self.name = name
  }

  /// The number of files that repeat what others say.
  var copies: Int {
    archive.entries.count { $0.name.hasPrefix("_journal/") || $0.name == "summaries.json" }
  }

  func parts() throws -> InspectParts {
    guard let entry = archive.entries.first(where: { $0.name == "header.json" }) else {
      throw ImportError(
        log: name,
        "the run has not ended, or its log was not finished: there is no header.json",
        help: "wait for its end, or recover it: inspect log recover FILE"
      )
    }
    var header = try object(entry)
    var samples: [LogElement] = []
    for entry in archive.entries where !entry.isDirectory && entry.name != "header.json" {
      if entry.name.hasPrefix("samples/") {
        let place = RecordPlace(
          file: "\(name):\(entry.name)",
          line: 1,
          column: 1,
          record: samples.count + 1
        )
        samples.append(LogElement(json: try json(entry), place: place))
      } else if entry.name == "reductions.json" {
        header["reductions"] = try json(entry).value
      } else if !entry.name.hasPrefix("_journal/"), entry.name != "summaries.json" {
        header[entry.name] = try json(entry).value
      }
    }
    return InspectParts(header: header, samples: samples)
  }

  private func object(_ entry: ZipEntry) throws -> JSONObject {
    guard let object = try json(entry).value.object else {
      throw ImportError(
        log: "\(name):\(entry.name)",
        "an object is wanted",
        help: "is this the log as Inspect wrote it?"
      )
    }
    return object
  }

  private func json(_ entry: ZipEntry) throws -> CanonicalJSON {
    let bytes = try archive.content(of: entry, file: name)
    do throws(JSONError) {
      return try CanonicalJSON(canonicalizing: bytes)
    } catch {
      throw Refusal(error, at: error.position).error(in: "\(name):\(entry.name)", record: nil)
    }
  }
}
