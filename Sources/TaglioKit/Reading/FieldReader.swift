package import TaglioFormat
import TaglioStore

/// What stands at a place in the fields of a record.
package enum FieldValue: Hashable, Sendable {
  case value(CanonicalJSON)
  case absent
  /// The record is erased, lost or damaged here, so that nobody can tell.
  case unreadable

  package var json: CanonicalJSON? {
    if case .value(let value) = self { value } else { nil }
  }
}

/// Looks places in records up: in what the index keeps of them, and in the object only where that
/// does not say.
///
/// The fields of a case or an experiment are its immutable fields without a salt; those of a run are
/// its whole payload: `/config/set/model`, `/metadata/time`, `/suite`.
package final class FieldReader {
  package typealias Place = Extract.Place

  private let repository: Repository
  private let snapshot: Snapshot
  /// The record that was opened last: several places are asked of one record after another.
  private var last: (number: UInt32, document: JSONDocument?)?
  /// How many records were opened.
  package private(set) var opened = 0

  package init(_ repository: Repository, _ snapshot: Snapshot) {
    self.repository = repository
    self.snapshot = snapshot
  }

  /// The value at a place of an object.
  package func value(at place: Place, of number: UInt32) throws -> FieldValue {
    guard let extract = try extract(of: number) else { return .unreadable }
    return try value(at: place, of: number, extract)
  }

  /// What the index keeps of an object, lent as long as the reader lives; nil where nobody can tell.
  func extract(of number: UInt32) throws(FormatError) -> UnsafeRawBufferPointer? {
    try snapshot.index.extractBytes(number)
  }

  /// The value at a place of an object of which this is the extract.
  func value(
    at place: Place,
    of number: UInt32,
    _ extract: UnsafeRawBufferPointer
  ) throws -> FieldValue {
    switch Extract.value(at: place, in: extract) {
    case .value(let value): return .value(value)
    case .absent: return .absent
    case .present, .unknown: return try read(place, of: number)
    }
  }

  /// Whether there is a value, `null` among them; nil where nobody can tell.
  package func exists(at place: Place, of number: UInt32) throws -> Bool? {
    switch try snapshot.index.value(at: place, of: number) {
    case .value?, .present?: return true
    case .absent?: return false
    case .unknown?: break
    case nil: return nil
    }
    switch try read(place, of: number) {
    case .value: return true
    case .absent: return false
    case .unreadable: return nil
    }
  }

  /// Whether there is a value other than null and false in an object of which this is the extract;
  /// nil where nobody can tell.
  func isSet(
    at place: Place,
    of number: UInt32,
    _ extract: UnsafeRawBufferPointer
  ) throws -> Bool? {
    let value: FieldValue
    switch Extract.value(at: place, in: extract) {
    case .value(let found): value = .value(found)
    case .absent: return false
    case .present: return true
    case .unknown: value = try read(place, of: number)
    }
    switch value {
    case .value(let value): return value != .null && value != .false
    case .absent: return false
    case .unreadable: return nil
    }
  }

  /// All fields; nil where they cannot be read.
  package func fields(of number: UInt32) throws -> JSONView? {
    if let last, last.number == number { return last.document?.root }
    opened += 1
    let id = try snapshot.index.object(number).id
    let document = try Contents(repository, id).fields?.unsalted.document
    last = (number, document)
    return document?.root
  }

  private func read(_ place: Place, of number: UInt32) throws -> FieldValue {
    guard let fields = try fields(of: number) else { return .unreadable }
    return fields.value(at: place.pointer).map { .value($0.canonical) } ?? .absent
  }
}
