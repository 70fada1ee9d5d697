import FuzzSupport
import TaglioFormat

/// Ref files, packed refs, names of refs and the list of accepted commits.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let mode = input.byte()
  let kind = input.one(of: RefKind.allCases)
  let bytes = input.bytes
  switch mode % 4 {
  case 0: checkFile(bytes)
  case 1: bytes.withUnsafeBytes { checkPacked(kind, $0) }
  case 2: checkName(kind, bytes)
  default: bytes.withUnsafeBytes { checkAccepted($0) }
  }
  return 0
}

private func checkFile(_ bytes: [UInt8]) {
  guard case .success(let file) = outcome({ try RefFile(decoding: bytes) }) else { return }
  require(file.encode() == bytes, "a ref is written as it was read")
  require(bytes.count <= RefFile.maximumLength, "a ref fits its bound")
}

private func checkPacked(_ kind: RefKind, _ bytes: UnsafeRawBufferPointer) {
  let heading = Array("# taglio refs 1 \(kind.rawValue)\n".utf8)
  let text = heading + bytes + (bytes.last == 0x0A ? [] : [0x0A])
  text.withUnsafeBytes { text in
    let packed = must("a heading and whole lines open") { try PackedRefs(kind, text) }
    _ = outcome { try packed.target(of: RefName(kind, "1")) }
    _ = outcome { try packed.names(RefName(kind, "a"), limit: 4) }
    guard case .success(let entries) = outcome({ try packed.entries() }) else { return }
    var written = PackedRefs.heading(kind)
    for (name, target) in entries { written += "\(name.encoded) \(target)\n".utf8 }
    require(written.elementsEqual(text), "written as they were read")
    for entry in entries.prefix(16) {
      let found = must("a name is looked up") { try packed.target(of: entry.name) }
      require(found == entry.target, "a name is found by halving")
    }
  }
}

private func checkName(_ kind: RefKind, _ bytes: [UInt8]) {
  if let name = RefName(kind, encoded: bytes) {
    require(Array(name.encoded.utf8) == bytes, "an encoded name is kept")
    require(RefName(kind, name.name) == name, "a name is encoded as it was")
  }
  let name = RefName(kind, String(decoding: bytes, as: UTF8.self))
  let isSafe = name.encoded.utf8.allSatisfy { $0 != 0x2F && $0 > 0x20 && $0 < 0x7F }
  require(isSafe && !name.encoded.hasPrefix("."), "an encoded name is one plain component")
  require(RefName(kind, encoded: name.encoded.utf8) == name, "an encoded name reads")
}

private func checkAccepted(_ bytes: UnsafeRawBufferPointer) {
  let file = AcceptedFile(decoding: bytes)
  let lines = bytes.count / AcceptedFile.lineLength
  require(file.length <= bytes.count, "whole lines end within the file")
  require(file.ids.count + file.damaged.count <= lines, "no more lines than there is room")
  let again = AcceptedFile.encode(file.ids).withUnsafeBytes { AcceptedFile(decoding: $0) }
  require(again.ids == file.ids && again.damaged.isEmpty, "ids are written as they were read")
}
