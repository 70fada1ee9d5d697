import SystemPackage
import TaglioFormat
import TaglioKit
import TaglioStore
import TaglioSystem

/// The index in its file: whether it reads, and says what the objects say.
struct IndexAudit {
  /// The index in the file, if every page of it is whole.
  enum Saved {
    case whole(Index)
    /// There is a file, and it is not the whole index of this store.
    case damaged(String)
    case absent
  }

  static func load(
    _ books: any Bookkeeping,
    _ directory: RepositoryDirectory?
  ) throws -> Saved {
    do {
      if let saved = try books.loadIndex() {
        try saved.index.verify()
        return .whole(saved.index)
      }
    } catch let error as FormatError {
      return .damaged(error.detail)
    }
    guard let directory, try directory.disk.status(directory.path.appending("index")) != nil else {
      return .absent
    }
    return .damaged("it does not read, or is another store's")
  }

  /// Holds the saved index against the objects, row by row.
  ///
  /// Commits were folded in its order, so that a right one mostly has the same numbers; where any row
  /// is another, all are compared with ids in place of numbers, and the differences counted.
  /// An index that is behind may lack rows; one that is ahead, or says otherwise, differs.
  static func compare(_ evidence: Evidence, _ report: (Finding) -> Void) throws {
    guard let saved = evidence.saved, evidence.truth.isFolded, evidence.isWhole else {
      return
    }
    // Rows that do not read are no equal rows; what is wrong with them is found and told below.
    if let same = try? IndexRows.areSame(saved, evidence.truth.index), same { return }
    let truth = try IndexText(evidence.truth.index)
    let differences: String
    do {
      differences = try IndexAudit.differences(saved, truth, mayLack: !evidence.isCurrent)
    } catch {
      differences = error.detail
    }
    if differences.isEmpty { return }
    let file = evidence.file("index")
    report(Finding(.indexDiffers, file: file, detail: differences, help: Help.reindex))
  }

  private static func differences(
    _ saved: Index,
    _ truth: IndexText,
    mayLack: Bool
  ) throws(FormatError) -> String {
    let text = try IndexText(saved)
    var differences: [String] = []
    for table in IndexText.tables {
      let (said, expected) = (try text.lines(of: table), try truth.lines(of: table))
      let wrong = said.subtracting(expected).count
      let lacking = mayLack ? 0 : expected.subtracting(said).count
      if wrong + lacking > 0 { differences.append("\(table): \(wrong) wrong, \(lacking) lacking") }
    }
    return differences.joined(separator: "; ")
  }
}
