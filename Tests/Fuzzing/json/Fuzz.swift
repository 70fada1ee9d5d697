import FuzzSupport
import TaglioFormat

/// JSON: what is taken has a canonical text, which is taken again and is its own canonical text; a
/// value means the same alone and at the beginning of a longer text; pretty text means the same.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = FuzzInput(start, count)
  guard case .success(let document) = outcome({ try JSONDocument(parsing: input.bytes) }) else {
    checkRefused(input.bytes)
    return 0
  }
  let canonical = document.root.canonical
  let again = must("canonical text reads") { try JSONDocument(parsing: canonical.bytes) }
  require(again.isCanonical && again.root.canonical == canonical, "canonical text is canonical")
  require(document.isCanonical == (canonical.bytes == input.bytes), "isCanonical tells the truth")
  let value = must("the value writes") { try CanonicalJSON(unbounded: document.root.value) }
  require(value == canonical, "the tree means the same as the text")
  checkPrefix(canonical)
  visit(document.root)
  return 0
}

private func checkPrefix(_ canonical: CanonicalJSON) {
  // White space ends a number; nothing else needs it.
  let text = canonical.bytes + Array(" ]".utf8)
  text.withUnsafeBytes { text in
    var document = JSONDocument()
    let end = must("a value reads at the beginning of a text") {
      try document.reparsePrefix(text, at: TextPosition())
    }
    require(end.offset == canonical.bytes.count, "a value ends where it ends")
    require(document.root.canonical == canonical, "a value means the same in a longer text")
  }
}

/// A text that is refused is refused wherever it is looked at, within its bounds.
private func checkRefused(_ bytes: [UInt8]) {
  do {
    _ = try CanonicalJSON(canonicalizing: bytes)
    require(false, "a refused text has no canonical one")
  } catch {
    require(error.position.offset <= bytes.count, "the fault lies within the text")
    require(!error.detail.isEmpty, "a fault is explained")
  }
}

/// Every value can be reached by index, and every member by key.
private func visit(_ view: JSONView) {
  var count = 0
  for (index, element) in view.elements.enumerated() {
    count += 1
    if index < 8 { visit(element) }
  }
  for member in view.members {
    count += 1
    guard count < 8, let key = member.key.string else { continue }
    require(view[key] != nil, "a member is found by its key")
    visit(member.value)
  }
  if view.kind == .array || view.kind == .object {
    require(count == view.count, "the count is right")
  }
}
