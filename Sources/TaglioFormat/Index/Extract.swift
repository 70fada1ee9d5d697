/// What the index keeps of a record's fields, so that lists, verdicts and searches open no objects:
/// the short scalar values, each by its JSON Pointer, the shallow ones first.
///
/// As bytes: one that says whether every value is mentioned (1) or some are left out without an entry
/// above them (0), then for each entry the length of its pointer (2), the pointer, the length of the value's canonical text plus
/// one (2; 0 where the value is there and was left out), and that text. An entry that was left out
/// also stands for what is below it and has no entry of its own.
package struct Extract: Hashable, Sendable {
  package let bytes: [UInt8]

  /// What an extract says of a place in the fields.
  package enum Answer: Hashable, Sendable {
    /// The value there.
    case value(CanonicalJSON)
    /// There is a value, and only the object tells which.
    case present
    /// There is none.
    case absent
    /// Only the object tells.
    case unknown
  }

  /// How much is kept, in bytes of canonical text, and of how many elements of one container.
  package struct Limits: Sendable {
    package var value: Int
    package var total: Int
    package var elements = 16

    /// For cases, of which there are many.
    package static let fields = Limits(value: 48, total: 256)
    /// For runs and experiments, of which there are few.
    package static let wide = Limits(value: 512, total: 4096, elements: 64)
  }

  /// Takes what an index holds; it is read as far as it makes sense.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The extract of an object's fields.
  package init(_ fields: JSONView, _ limits: Limits) {
    var builder = ExtractBuilder(limits)
    builder.add(fields)
    bytes = builder.bytes
  }

  /// Looks a place up.
  package func value(at pointer: JSONPointer) -> Answer {
    value(at: Place(pointer))
  }

  /// A pointer as extracts are searched for it, made once for many look-ups.
  package struct Place: Hashable, Sendable {
    package let pointer: JSONPointer
    fileprivate let bytes: [UInt8]

    package init(_ pointer: JSONPointer) {
      self.pointer = pointer
      bytes = Array(pointer.description.utf8)
    }
  }

  /// Looks a place up.
  package func value(at place: Place) -> Answer {
    bytes.withUnsafeBytes { Extract.value(at: place, in: $0) }
  }

  /// Looks a place up in the bytes of an extract.
  ///
  /// Where the bytes make no sense only the object tells.
  package static func value(at place: Place, in extract: UnsafeRawBufferPointer) -> Answer {
    if place.bytes.isEmpty { return .present }
    return place.bytes.withUnsafeBytes { value(at: $0, in: extract) }
  }

  /// The number at a place, where the extract holds one of few digits; else nil, which says nothing.
  package static func plainNumber(
    at place: Place,
    in extract: UnsafeRawBufferPointer
  ) -> Double? {
    place.bytes.withUnsafeBytes { wanted in
      var offset = 1
      while let entry = Entry(extract, &offset) {
        let isOther = entry.pointer.count != wanted.count
        if isOther || entry.pointer.commonLength(wanted) < wanted.count { continue }
        return entry.value.flatMap(CanonicalJSON.plainNumber)
      }
      return nil
    }
  }

  private static func value(
    at wanted: UnsafeRawBufferPointer,
    in extract: UnsafeRawBufferPointer
  ) -> Answer {
    var answer: Answer = extract.first == 1 ? .absent : .unknown
    var offset = 1
    while let entry = Entry(extract, &offset) {
      let common = entry.pointer.commonLength(wanted)
      let isWhole = common == entry.pointer.count
      if isWhole, common == wanted.count { return entry.answer }
      if isWhole, wanted[common] == ASCII.slash {
        answer = entry.value == nil ? .unknown : .absent
      } else if common == wanted.count, entry.pointer[common] == ASCII.slash {
        return .present
      }
    }
    return offset >= extract.count ? answer : .unknown
  }

  private struct Entry {
    let pointer: UnsafeRawBufferPointer
    /// Nil where it was left out.
    let value: UnsafeRawBufferPointer?

    /// The entry at `offset`, which then leads to the next; nil at the end, and where the bytes make
    /// no sense: the offset then stays.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) {
      let pointerStart = offset + 2
      guard pointerStart <= bytes.count else { return nil }
      let sizeStart = pointerStart + Int(bytes.bigEndian(at: offset, as: UInt16.self))
      guard sizeStart + 2 <= bytes.count else { return nil }
      let size = Int(bytes.bigEndian(at: sizeStart, as: UInt16.self))
      let end = sizeStart + 2 + max(0, size - 1)
      guard end <= bytes.count else { return nil }
      pointer = UnsafeRawBufferPointer(rebasing: bytes[pointerStart..<sizeStart])
      value = size > 0 ? UnsafeRawBufferPointer(rebasing: bytes[sizeStart + 2..<end]) : nil
      offset = end
    }

    var answer: Answer {
      guard let value else { return .present }
      if value.elementsEqual("true".utf8) { return .value(.true) }
      if value.elementsEqual("false".utf8) { return .value(.false) }
      // What is not canonical here, the object is asked for.
      guard let json = try? CanonicalJSON(ofIndex: Array(value)) else { return .unknown }
      return .value(json)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// How many bytes at the beginning are the same.
  @inline(__always)
  fileprivate func commonLength(_ other: UnsafeRawBufferPointer) -> Int {
    let length = Swift.min(count, other.count)
    var place = 0
    while place < length, self[place] == other[place] { place += 1 }
    return place
  }
}

extension [UInt8] {
  /// The text of this pointer and one token more, as `JSONPointer` writes it.
  fileprivate func pointing(at key: JSONView) -> [UInt8] {
    var token: [UInt8] = []
    key.appendUTF8(to: &token)
    var pointer = self
    pointer.reserveCapacity(count + token.count + 2)
    pointer.append(UInt8(ascii: "/"))
    for byte in token {
      switch byte {
      case UInt8(ascii: "~"): pointer += "~0".utf8
      case UInt8(ascii: "/"): pointer += "~1".utf8
      default: pointer.append(byte)
      }
    }
    return pointer
  }
}

/// Walks through fields level by level and writes what fits.
private struct ExtractBuilder {
  private let limits: Extract.Limits
  private(set) var bytes: [UInt8] = [1]
  private var isFull = false

  init(_ limits: Extract.Limits) {
    self.limits = limits
  }

  mutating func add(_ root: JSONView) {
    var level: [(pointer: [UInt8], view: JSONView)] = [([], root)]
    while !level.isEmpty, !isFull {
      var next: [(pointer: [UInt8], view: JSONView)] = []
      for (pointer, view) in level { add(pointer, view, to: &next) }
      level = next
    }
    if isFull || root.count > limits.elements { bytes[0] = 0 }
  }

  private mutating func add(
    _ pointer: [UInt8],
    _ view: JSONView,
    to next: inout [(pointer: [UInt8], view: JSONView)]
  ) {
    guard view.count > 0 else { return write(pointer, scalar: view) }
    if view.count > limits.elements { write(pointer, value: nil) }
    for (place, element) in view.elements.prefix(limits.elements).enumerated() {
      next.append((pointer + [UInt8(ascii: "/")] + Array(String(place).utf8), element))
    }
    for member in view.members.prefix(limits.elements) {
      next.append((pointer.pointing(at: member.key), member.value))
    }
  }

  private mutating func write(_ pointer: [UInt8], scalar view: JSONView) {
    // A long string's canonical text need not be made to see that it is long.
    guard view.spanLength <= limits.value else { return write(pointer, value: nil) }
    var text: [UInt8] = []
    view.appendCanonical(to: &text)
    write(pointer, value: text.count <= limits.value ? text : nil)
  }

  private mutating func write(_ pointer: [UInt8], value: [UInt8]?) {
    guard !isFull, !pointer.isEmpty else { return }
    guard bytes.count + 4 + pointer.count + (value?.count ?? 0) <= limits.total else {
      isFull = true
      return
    }
    bytes.appendBigEndian(UInt16(pointer.count))
    bytes += pointer
    bytes.appendBigEndian(UInt16(value.map { $0.count + 1 } ?? 0))
    bytes += value ?? []
  }
}
