package import TaglioFormat

/// One way in which a value is not what a schema demands.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  /// The way to what is wrong, from the root of the value that was checked.
  package var instance: JSONPointer

  /// The keyword that is not met.
  package var schema: SchemaPlace

  /// One sentence for a person, without a final full stop: "1.5 is more than the maximum 1".
  ///
  /// It quotes the value: it is text from data.
  package var message: String

  /// "/score: 1.5 is more than the maximum 1".
  package var description: String {
    let place = instance.description
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
