import FuzzSupport
import TaglioFormat

/// Files of settings: changing one setting changes that one and no other.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let name = input.one(of: Config.Name.allCases)
  let original = input.text
  let text = ConfigText(original)
  require(text.text == original && ConfigText(text.text) == text, "the text is kept")
  guard case .success(let before) = outcome({ try Config(original) }) else { return 0 }
  for line in before.lines.values {
    require((1...original.utf8.count + 1).contains(line), "a line is one of the text")
  }
  checkSetting(name, text, before)
  checkRemoving(name, text, before)
  return 0
}

private func checkSetting(_ name: Config.Name, _ text: ConfigText, _ before: Config) {
  var text = text
  text.set(name, to: "batch")
  var wanted = before.values
  wanted[name] = "batch"
  let after = must("a changed file reads") { try Config(text.text) }
  require(after.values == wanted, "one setting changes")
}

private func checkRemoving(_ name: Config.Name, _ text: ConfigText, _ before: Config) {
  var text = text
  require(text.remove(name) == (before.values[name] != nil), "what is set can be taken out")
  let after = must("a shortened file reads") { try Config(text.text) }
  require(after.values == before.values.filter { $0.key != name }, "one setting goes")
}
