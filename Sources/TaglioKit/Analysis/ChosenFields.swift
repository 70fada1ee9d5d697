import TaglioFormat
import TaglioStore

/// Looks chosen fields up.
struct ChosenFields {
  let reader: OutputReader
  /// Places as they are looked for, made once.
  private let fields: [Field]

  private enum Field {
    case output(FieldReader.Place)
    case input(FieldReader.Place)
    case label(ExactString)
  }

  /// - Parameter outputs: those of the run, which decide where a bare place is looked for.
  init(_ choices: [FieldChoice], _ reader: OutputReader, _ outputs: [Output]) throws {
    self.reader = reader
    fields = try choices.map { choice in
      switch choice.origin {
      case .output(let pointer): return .output(FieldReader.Place(pointer))
      case .input(let pointer): return .input(FieldReader.Place(pointer))
      case .label(let name): return .label(name)
      case .outputOrInput(let pointer):
        let place = FieldReader.Place(pointer)
        let isOfOutputs = try outputs.contains { output in
          try reader.fields.value(at: place, of: output.shown.number).json != nil
        }
        return isOfOutputs ? .output(place) : .input(place)
      }
    }
  }

  /// What an output and its input have, in the order of the choices.
  func values(of output: Output) throws -> [FieldValue] {
    try fields.map { try value($0, output) }
  }

  private func value(_ field: Field, _ output: Output) throws -> FieldValue {
    switch field {
    case .output(let place): return try reader.fields.value(at: place, of: output.shown.number)
    case .input(let place):
      guard let basis = output.basis else { return .absent }
      return try reader.fields.value(at: place, of: basis)
    case .label(let name):
      guard let basis = output.basis else { return .absent }
      return try label(name, ofInput: basis)
    }
  }

  private func label(_ name: ExactString, ofInput input: UInt32) throws -> FieldValue {
    let snapshot = reader.snapshot
    let lineage = try snapshot.lineageID(snapshot.lineage(ofInput: input))
    let labels = try snapshot.labels(of: .object(lineage.id))
    return labels.first { $0.name == name }.map { .value($0.value) } ?? .absent
  }
}
