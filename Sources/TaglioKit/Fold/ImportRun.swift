package import TaglioFormat

/// The built-in experiment that importing is a run of.
package enum ImportExperiment {
  /// What it is called.
  package static let name = "import"
  package static let record = ExperimentRecord(
    immutableFields: CanonicalJSON(unchecked: Array(#"{"name":"import"}"#.utf8))
  )
  /// Its id, which is the same in every store: `2cb57fdceeccf548…`.
  package static let id = ObjectCodec.id(type: .experiment, payload: record.payload)

  /// The run that brings in records of one source.
  ///
  /// It holds no time and no host, so that the same records of the same source get the same ids
  /// anywhere.
  package static func run(source: String?, key: String?, mutable: [String]) -> RunRecord {
    var config = PayloadWriter()
    config.begin()
    config.member("key", key)
    config.member("mutable", strings: mutable.sorted { $0.precedes($1) })
    config.member("source", source)
    config.end()
    return RunRecord(
      config: CanonicalJSON(unchecked: config.bytes),
      experiment: id,
      metadata: .emptyObject
    )
  }
}
