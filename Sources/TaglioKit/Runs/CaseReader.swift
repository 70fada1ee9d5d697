package import TaglioFormat
import TaglioStore

/// Reads cases for programs that are run, from any thread.
package struct CaseReader: Sendable {
  private let store: any ObjectStore

  package init(_ repository: Repository) {
    store = repository.objects
  }

  /// The fields of a version, verified, without a salt: what a program gets as its input.
  ///
  /// - Throws: `damage` where the version is lost or damaged here.
  package func input(_ id: ObjectID) throws -> CanonicalJSON {
    let object = try store.read(id, limit: StoredRecord.limits.bytes)
    guard case .case(let record) = try StoredRecord(object) else {
      throw TaglioError(.damage, "\(id.short()) is no case", help: TaglioError.fromCopy)
    }
    return record.immutableFields.unsalted
  }

  /// A blob that the fields link and that is not here; nil where all are.
  package func missingBlob(in fields: CanonicalJSON) throws -> ObjectID? {
    try fields.attachments.first { try !store.contains($0) }
  }
}
