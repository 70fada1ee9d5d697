import TaglioFormat
import TestSupport
import Testing

/// What the index keeps of fields never says anything else than the fields.
@Suite struct ExtractTests {
  private func extract(_ text: String, _ limits: Extract.Limits = .fields) throws -> Extract {
    Extract(try CanonicalJSON(canonicalizing: text).document.root, limits)
  }

  private func pointer(_ text: String) throws -> JSONPointer { try #require(JSONPointer(text)) }

  @Test(arguments: [
    ("/a", "1"), ("/b/c", "\"x\""), ("/b/d", nil), ("/e", "null"), ("/f", "{}"), ("/g", "[]"),
    ("/h/0", "true"), ("/h/1/i", "0.5"), ("/h/2", nil), ("/h/01", nil), ("/h/-", nil),
    ("/a/x", nil), ("/none", nil), ("/x~1y", "2"), ("/x~0y", "3"), ("/x", nil), ("/", "4"),
  ])
  func everythingShortIsKept(_ place: String, _ value: String?) throws {
    let extract = try extract(
      #"""
      {"a":1,"b":{"c":"x"},"e":null,"f":{},"g":[],"h":[true,{"i":0.5}],"x/y":2,"x~y":3,"":4}
      """#
    )
    let answer: Extract.Answer =
      try value.map { .value(try CanonicalJSON(canonicalizing: $0)) } ?? .absent
    #expect(extract.value(at: try pointer(place)) == answer)
  }

  @Test(arguments: ["", "/b", "/h", "/h/1", "/long"])
  func containersAndLongValuesAreThere(_ place: String) throws {
    let long = String(repeating: "long", count: 20)
    let extract = try extract(#"{"b":{"c":"x"},"h":[true,{"i":0.5}],"long":"\#(long)"}"#)
    #expect(extract.value(at: try pointer(place)) == .present)
  }

  @Test func whatIsBelowALongStringIsUnknown() throws {
    let long = String(repeating: "long", count: 20)
    let extract = try extract(#"{"long":"\#(long)"}"#)
    #expect(extract.value(at: try pointer("/long/x")) == .unknown)
  }

  /// The longest value that is kept, and one that is longer by a byte.
  @Test func aValueIsKeptUpToItsLimit() throws {
    let longest = String(repeating: "x", count: Extract.Limits.fields.value - 2)
    let kept = try extract(#"{"a":"\#(longest)","b":"\#(longest)y"}"#)
    #expect(
      kept.value(at: try pointer("/a"))
        == .value(try CanonicalJSON(canonicalizing: "\"\(longest)\""))
    )
    #expect(kept.value(at: try pointer("/b")) == .present)
  }

  @Test(arguments: [Extract.Limits.fields, .wide])
  func elementsBeyondTheLimitAreUnknown(_ limits: Extract.Limits) throws {
    let numbers = (0...limits.elements).map(String.init).joined(separator: ",")
    let extract = try extract(#"{"list":[\#(numbers)]}"#, limits)
    let last = limits.elements - 1
    let kept = try CanonicalJSON(canonicalizing: "\(last)")
    #expect(extract.value(at: try pointer("/list/\(last)")) == .value(kept))
    #expect(extract.value(at: try pointer("/list/\(limits.elements)")) == .unknown)
    #expect(extract.value(at: try pointer("/list")) == .present)
    #expect(extract.value(at: try pointer("/other")) == .absent)
  }

  @Test func membersOfTheRecordBeyondTheLimitAreUnknown() throws {
    var limits = Extract.Limits.fields
    limits.total = 4096
    let members = (0..<40).map { #""m\#($0)":\#($0)"# }.joined(separator: ",")
    let extract = try extract("{\(members)}", limits)
    let answers = try (0..<40).map { extract.value(at: try pointer("/m\($0)")) }
    #expect(answers.count { $0 == .unknown } == 40 - limits.elements)
    #expect(!answers.contains(.absent))
    #expect(extract.value(at: try pointer("/other")) == .unknown)
  }

  @Test(arguments: [Extract.Limits.fields, .wide])
  func aFullExtractIsNoLongerThanItsLimit(_ limits: Extract.Limits) throws {
    let members = (0..<limits.elements).map { member in
      let inner = (0..<limits.elements).map { #""i\#($0)":"\#(member)""# }.joined(separator: ",")
      return #""m\#(member)":{\#(inner)}"#
    }
    let extract = try extract("{\(members.joined(separator: ","))}", limits)
    #expect(extract.bytes.count <= limits.total)
    #expect(extract.bytes.count > limits.total / 2)
    #expect(extract.value(at: try pointer("/m0/none")) == .unknown)
  }

  @Test func shallowValuesComeFirst() throws {
    let deep = (0..<16).map { #""d\#($0)":"xxxxxxxxxxxxxxxxxxxx""# }.joined(separator: ",")
    let extract = try extract(#"{"a":{\#(deep)},"z":1}"#)
    #expect(extract.value(at: try pointer("/z")) == .value(CanonicalJSON(unchecked: [0x31])))
  }

  @Test func aKeyLongerThanAnExtractLeavesTheRestUnknown() throws {
    let key = String(repeating: "k", count: 70_000)
    let extract = try extract(#"{"\#(key)":1}"#)
    #expect(extract.value(at: try pointer("/" + key)) == .unknown)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func everyAnswerAgreesWithTheDocument(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let random = JSONPropertyTests()
    for _ in 0..<20 {
      let object = random.randomObject(depth: 2, using: &generator)
      let root = try CanonicalJSON(.object(object)).document.root
      var limits = Extract.Limits.fields
      limits.value = .random(in: 1...40, using: &generator)
      limits.total = .random(in: 1...500, using: &generator)
      limits.elements = .random(in: 1...20, using: &generator)
      let extract = Extract(root, limits)
      #expect(extract.bytes.count <= max(1, limits.total))
      for pointer in pointers(in: root, using: &generator) {
        #expect(
          agrees(extract.value(at: pointer), root.value(at: pointer)),
          "seed \(seed): \(pointer) in \(root.canonical)"
        )
      }
    }
  }

  private func agrees(_ answer: Extract.Answer, _ value: JSONView?) -> Bool {
    switch answer {
    case .value(let kept): kept == value?.canonical
    case .present: value != nil
    case .absent: value == nil
    case .unknown: true
    }
  }

  /// Places of a document, and places near them that it may not have.
  private func pointers(
    in root: JSONView,
    using generator: inout SeededGenerator
  ) -> [JSONPointer] {
    var found = [JSONPointer(tokens: [])]
    var border = [(found[0], root)]
    while let (pointer, view) = border.popLast() {
      for (place, element) in view.elements.enumerated() {
        border.append((pointer.appending("\(place)"), element))
      }
      for member in view.members {
        border.append((pointer.appending(member.key.string ?? ""), member.value))
      }
      found += [pointer, pointer.appending("0"), pointer.appending("a"), pointer.appending("")]
      if let token = pointer.tokens.last, let cut = token.unicodeScalars.dropLast().first {
        found.append(JSONPointer(tokens: pointer.tokens.dropLast() + [String(cut)]))
      }
    }
    return found.shuffled(using: &generator)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func garbageIsReadAsFarAsItMakesSense(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let whole = try extract(#"{"a":1,"b":{"c":"x"},"h":[true,{"i":0.5}]}"#).bytes
    let places = try ["/a", "/b", "/b/c", "/h/0", "/none", ""].map { try pointer($0) }
    for _ in 0..<300 {
      var bytes = Array(whole.prefix(.random(in: 0...whole.count, using: &generator)))
      for _ in 0..<3 where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = .random(in: 0...255, using: &generator)
      }
      for place in places {
        guard case .value(let value) = Extract(bytes: bytes).value(at: place) else { continue }
        #expect(value.document.root.canonical == value, "seed \(seed): \(bytes)")
      }
    }
  }

  @Test func aCutExtractKnowsNothingOfWhatItHasNot() throws {
    let whole = try extract(#"{"a":1,"b":2}"#).bytes
    let cut = Extract(bytes: Array(whole.dropLast()))
    #expect(cut.value(at: try pointer("/a")) == .value(CanonicalJSON(unchecked: [0x31])))
    #expect(cut.value(at: try pointer("/b")) == .unknown)
    #expect(Extract(bytes: []).value(at: try pointer("/a")) == .unknown)
  }
}
