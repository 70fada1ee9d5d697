import TaglioFormat
import TaglioStore

extension Repository {
  /// Takes in the records of some inputs as one commit, each compared three ways with the heads of
  /// its lineage and with what its source said last.
  ///
  /// Every input is read twice: everything is validated before the first byte is written. Bad input
  /// changes nothing, and so does a batch that says nothing new.
  ///
  /// - Throws: `TaglioError` with `badInput` and the place, and what reading and writing throw.
  package func add(
    _ inputs: [any RecordInput],
    _ options: AddOptions = AddOptions()
  ) throws -> AddReport {
    try BatchValidator(options).validate(inputs, in: self)
    return try recovering {
      var batch = try AddBatch(self, options)
      for input in inputs { try batch.take(input) }
      return try batch.finish()
    }
  }
}
