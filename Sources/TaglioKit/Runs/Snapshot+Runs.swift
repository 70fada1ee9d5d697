package import TaglioFormat
import TaglioStore

extension Snapshot {
  /// The suite of a run; nil where it has none, or nothing is known of the run.
  package func suite(ofRun number: UInt32) throws -> UUID? {
    let suite = try index.extract(number)?.value(at: JSONPointer(tokens: ["suite"]))
    guard case .value(let id)? = suite else { return nil }
    return id.document.root.string.flatMap { UUID($0) }
  }

  /// What a suite is called; nil where it has no name.
  package func name(ofSuite id: UUID) throws -> String? {
    let name = try subject(of: .suite(id)).text
    return name.isEmpty ? nil : name
  }
}
