import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What a report in HTML holds, read by the strict rules that it is written by.
struct HTMLPage {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  /// The texts between tags, with their character references as they stand.
  private(set) var texts: [String] = []

  /// What stands in scripts and styles is text; everything else must nest.
  init(_ html: String) throws {
    var open: [String] = []
    var rest = html.dropFirst("<!doctype html>\n<!-- taglio report -->\n".count)
    while let start = rest.firstIndex(of: "<") {
      texts.append(String(rest[..<start]))
      let end = try #require(rest[start...].firstIndex(of: ">"), "a tag without end")
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        #expect(open.popLast() == String(tag.dropFirst()))
        continue
      }
      let element = try HTMLPage.element(tag)
      elements.append(element)
      guard !tag.hasSuffix("/") else { continue }
      open.append(element.name)
      if ["script", "style"].contains(element.name) {
        let close = try #require(rest.firstRange(of: "</\(element.name)>"))
        rest = rest[close.lowerBound...]
      }
    }
    #expect(open.isEmpty, "\(open) are not closed")
  }

  private static func element(_ tag: Substring) throws -> Element {
    let match = try #require(
      tag.wholeMatch(of: /([a-z][a-zA-Z0-9]*)((?: [a-zA-Z0-9-]+="[^"<>]*")*)\/?/),
      "\(tag) is no tag that a report writes"
    )
    var attributes: [String: String] = [:]
    for part in match.2.matches(of: #/ ([a-zA-Z0-9-]+)="([^"]*)"/#) {
      attributes[String(part.1)] = String(part.2)
    }
    return Element(name: String(match.1), attributes: attributes)
  }

  var names: Set<String> { Set(elements.map(\.name)) }
  var attributes: Set<String> { Set(elements.flatMap(\.attributes.keys)) }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}

/// What a report in JUnit XML holds, read by a parser of XML.
final class JUnitPage: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var text = ""

  init(_ xml: String) throws {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append((name, attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func all(_ name: String) -> [[String: String]] {
    elements.filter { $0.name == name }.map(\.attributes)
  }

  /// The numbers of a `testsuite`.
  static func counts(_ suite: [String: String]) -> [Int?] {
    ["tests", "failures", "errors", "skipped"].map { suite[$0].flatMap(Int.init) }
  }
}

extension Workbench {
  /// What a report says on standard output.
  func report(_ arguments: String..., as format: String) throws -> String {
    let outcome = try run(["report"] + arguments + ["--format", format])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }
}
