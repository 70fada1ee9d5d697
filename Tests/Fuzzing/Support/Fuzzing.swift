/// Ends the process unless a property holds; libFuzzer then keeps the input that broke it.
package func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  if !holds { fatalError("broken: \(property())") }
}

/// Demands that code which was given good input takes it.
package func must<R>(_ property: String, _ body: () throws -> R) -> R {
  do {
    return try body()
  } catch {
    fatalError("broken: \(property): \(error)")
  }
}

/// What `body` gives, or its error as a text, so that two ways to one result can be compared.
package func outcome<R>(_ body: () throws -> R) -> Result<R, Refused> {
  Result { try body() }.mapError { Refused(text: "\($0)") }
}

/// An error, by its words.
package struct Refused: Error, Hashable {
  package var text: String
}

/// The bytes that the fuzzer made; the first ones decide how the rest is used.
package struct FuzzInput {
  package private(set) var rest: ArraySlice<UInt8>

  package init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
  }

  /// Takes one byte; 0 where none is left.
  package mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// Takes one of `choices`, which must not be empty.
  package mutating func one<Choice>(of choices: [Choice]) -> Choice {
    choices[Int(byte()) % choices.count]
  }

  package var bytes: [UInt8] { Array(rest) }

  package var text: String { String(decoding: rest, as: UTF8.self) }
}
