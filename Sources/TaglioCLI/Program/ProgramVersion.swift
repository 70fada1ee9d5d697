/// The version of the program, as `--version` and the `extra` of commits have it.
package enum ProgramVersion {
  package static let number = "0.1.0"
  package static let text = "taglio \(number)"
}
