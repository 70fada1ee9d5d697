import FuzzSupport
import TaglioFormat
import TaglioSchema

/// A schema, a line feed, and a value.
///
/// Every schema is taken or refused with a reason; every check ends, and says the same of a value
/// with and without its reasons and in both spellings of schema and value; every violation names a
/// place in the value.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = FuzzInput(start, count).bytes
  let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
  guard let text = try? JSONDocument(parsing: Array(bytes[..<end])),
    let value = try? JSONDocument(parsing: Array(bytes[end...]))
  else { return 0 }
  let schema: Schema
  do {
    schema = try Schema(text.root)
  } catch {
    require(!error.detail.isEmpty, "a refusal is explained")
    return 0
  }
  let violations = schema.violations(of: value.root)
  require(violations.isEmpty == schema.accepts(value.root), "a value is valid or has violations")
  for violation in violations { check(violation, value.root) }
  let again = must("a canonical schema is taken") { try Schema(text.root.canonical) }
  let others = again.violations(of: value.root.canonical.document.root)
  let wasGivenUp = (violations + others).contains { $0.message.hasPrefix("cannot be checked") }
  require(wasGivenUp || others.isEmpty == violations.isEmpty, "spelling makes no difference")
  return 0
}

private func check(_ violation: Violation, _ root: JSONView) {
  require(!violation.message.isEmpty, "a violation is explained")
  var value: JSONView? = root
  for token in violation.instance.tokens {
    let index = value?.kind == .array ? JSONPointer.index(token) : nil
    value = index.map { value?[$0] } ?? value?[token]
  }
  require(value != nil, "a violation names a place in the value")
}
