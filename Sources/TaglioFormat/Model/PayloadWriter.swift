/// Writes canonical JSON objects whose member names are known and given in canonical order.
///
/// The caller keeps the order of RFC 8785 (for the ASCII names of the formats: by bytes); a debug
/// build checks it. Values are canonical by their types.
package struct PayloadWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false
  #if DEBUG
  private var lastNames: [String] = []
  #endif

  package init(reserving capacity: Int = 256) {
    bytes.reserveCapacity(capacity)
  }

  package mutating func begin() {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    #if DEBUG
    lastNames.append("")
    #endif
  }

  package mutating func end() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
    #if DEBUG
    lastNames.removeLast()
    #endif
  }

  /// Opens the member `name`; its value must be written next.
  package mutating func name(_ name: String) {
    #if DEBUG
    assert(
      lastNames[lastNames.count - 1].isEmpty
        || Array(lastNames[lastNames.count - 1].utf16).lexicographicallyPrecedes(Array(name.utf16)),
      "members must be written in canonical order"
    )
    lastNames[lastNames.count - 1] = name
    #endif
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    JSONWriter.appendString(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    needsComma = true
  }

  /// Opens the member `name` with an object as its value, to be closed by `end`.
  package mutating func beginMember(_ name: String) {
    self.name(name)
    begin()
  }

  package mutating func member(_ name: String, _ value: CanonicalJSON?) {
    self.name(name)
    if let value { bytes += value.bytes } else { bytes += Array("null".utf8) }
  }

  package mutating func member(_ name: String, _ value: ObjectID?) {
    self.name(name)
    if let value { appendID(value) } else { bytes += Array("null".utf8) }
  }

  package mutating func member(_ name: String, _ value: String?) {
    self.name(name)
    if let value {
      JSONWriter.appendString(value, to: &bytes)
    } else {
      bytes += Array("null".utf8)
    }
  }

  package mutating func member(_ name: String, _ value: Int) {
    self.name(name)
    bytes += Array(String(value).utf8)
  }

  package mutating func member(_ name: String, _ values: [ObjectID]) {
    self.name(name)
    array(values) { out, id in out.appendID(id) }
  }

  package mutating func member(_ name: String, _ values: [CanonicalJSON]) {
    self.name(name)
    array(values) { out, value in out.bytes += value.bytes }
  }

  package mutating func member(_ name: String, strings values: [String]) {
    self.name(name)
    array(values) { out, value in JSONWriter.appendString(value, to: &out.bytes) }
  }

  /// Writes an array as the value of the member that was opened last.
  private mutating func array<Element>(
    _ elements: [Element],
    _ append: (inout PayloadWriter, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func appendID(_ id: ObjectID) {
    bytes.append(UInt8(ascii: "\""))
    id.appendHex(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}
