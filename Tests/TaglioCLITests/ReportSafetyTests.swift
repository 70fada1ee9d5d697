import Foundation
import TaglioFormat
import TestSupport
import Testing

/// Whatever data says, a report stays what it is.
@Suite struct ReportSafetyTests {
  private static let hostile = [
    "</script><script>alert(1)</script>", "<!-- <script>", "--><img src=x onerror=alert(1)>",
    "\" onload=\"alert(1)", "' autofocus onfocus='alert(1)", "]]><![CDATA[", "&lt;b&gt;&#60;",
    "</title></style></template></textarea>", "javascript:alert(1)", "\u{202E}evil\u{2066}",
    "a\u{0}b\u{1B}[31mred", "\u{FFFE}\u{FFFF}", "@octocat | `x` | **b** [a](http://x.example)",
    String(repeating: "W", count: 5000), "e\u{301}\u{302}\u{303}", "https://x.example/?a=1&b=2",
  ]

  /// A store whose cases, outputs, errors, labels, experiment and config say all of that.
  private func withHostileRuns(_ body: (Workbench, _ runs: [String]) throws -> Void) throws {
    try withWorkbench { bench in
      try bench.makeStore()
      let lines = try Self.hostile.enumerated().map { number, text in
        let value = try Self.quoted(text)
        let key = try Self.quoted("\(number) \(text.prefix(40))")
        return #"{"id":\#(key),"question":\#(value),\#(value):1,"keywords":[\#(value)]}"#
      }
      try bench.write("cases.jsonl", lines.joined(separator: "\n"))
      let added = try bench.run("add", "cases.jsonl", "--key", "id")
      #expect(added.status == 0, "\(added.errors)")
      try body(bench, try Self.makeRuns(bench))
    }
  }

  private static func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  private static func makeRuns(_ bench: Workbench) throws -> [String] {
    let repository = try bench.repository()
    let name = try quoted("<b>grade</b> | `x`")
    let maker = try RunMaker(repository, #"{"name":\#(name),"score":"/s","verdict":"/ok"}"#)
    let cases = try bench.cases()
    return try [1, 2].map { day in
      let results = try zip(cases, hostile).enumerated().map { place, pair in
        let text = try quoted(pair.1 + (day == 2 ? " more" : ""))
        let fields =
          place % 3 == day
          ? #"{"error":{"kind":\#(text),"message":\#(text)}}"#
          : #"{"answer":\#(text),"ok":\#(place % 2 == 0),"s":\#(place),\#(text):[\#(text)]}"#
        return RunMaker.Result(pair.0, fields)
      }
      let config = #"{"set":{"model":\#(try quoted(hostile[day - 1]))}}"#
      return "\(try maker.record(day: day, config: config, results))"
    }
  }

  private static let elements: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "footer", "h1",
    "h2", "h3", "p", "div", "span", "code", "strong", "table", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "svg", "desc", "text", "rect", "line", "circle", "form", "label",
    "input", "select", "option", "nav", "button", "details", "summary", "dl", "dt", "dd", "del",
    "ins", "noscript", "template", "script",
  ]
  private static let attributes: Set<String> = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "scope", "tabindex",
    "viewBox", "role", "x", "y", "width", "height", "text-anchor", "x1", "y1", "x2", "y2", "cx",
    "cy", "r", "hidden", "type", "value", "data-page", "data-kinds", "data-rank", "data-score",
    "colspan", "aria-label",
  ]

  @Test func thePageHoldsNothingButWhatReportsAreMadeOf() throws {
    try withHostileRuns { bench, runs in
      let html = try bench.report(runs[1], "--against", runs[0], "--by", "keyword", as: "html")
      let page = try HTMLPage(html)
      #expect(page.names.subtracting(Self.elements).isEmpty, "\(page.names)")
      #expect(page.attributes.subtracting(Self.attributes).isEmpty, "\(page.attributes)")
      #expect(page.all("script").count == 1 && page.all("style").count == 1)
      #expect(!html.contains("<!--") || html.ranges(of: "<!--").count == 1)
      #expect(html.contains("<figcaption>Score of each case in A and B</figcaption>"))
      let policy = page.all("meta").first { $0.attributes["http-equiv"] != nil }
      #expect(policy?.attributes["content"]?.hasPrefix("default-src &#39;none&#39;; ") == true)
      for text in page.texts { #expect(!text.unicodeScalars.contains { $0.value < 0x09 }) }
      #expect(!html.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    }
  }

  @Test func theXMLIsXML() throws {
    try withHostileRuns { bench, runs in
      let page = try JUnitPage(bench.report(runs[1], "--against", runs[0], as: "junit"))
      #expect(page.all("testcase").count == Self.hostile.count)
      #expect(
        Set(page.elements.map(\.name)) == [
          "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error",
        ]
      )
    }
  }

  @Test func dataInMarkdownMeansNothing() throws {
    try withHostileRuns { bench, runs in
      let text = try bench.report(runs[1], "--against", runs[0], as: "markdown")
      let bare = text.replacing(/<code>[^<]*<\/code>/, with: "")
        .replacing("<!-- taglio report -->", with: "")
      #expect(!bare.contains("<") && !bare.contains("@") && !bare.contains("http"))
      for code in text.matches(of: /<code>([^<]*)<\/code>/) {
        #expect(!code.1.contains { "|`*_[]()\\\n@\"'".contains($0) }, "\(code.1)")
      }
      let widths = text.split(separator: "\n").filter { $0.hasPrefix("| <code>") }
      #expect(Set(widths.map { $0.count { $0 == "|" } }) == [7])
    }
  }

  @Test func aTextWithoutEndIsCut() throws {
    try withSmallStore { bench in
      let long = String(repeating: "long text ", count: 200_000)
      let maker = try RunMaker(bench.repository(), #"{"name":"e","verdict":"/ok"}"#)
      let result = RunMaker.Result(try bench.version("1"), #"{"a":"\#(long)","ok":false}"#)
      let run = "\(try maker.record(day: 1, [result]))"
      for format in ["html", "markdown", "junit"] {
        let text = try bench.report(run, as: format)
        #expect(text.utf8.count < 60_000, "\(format)")
        #expect(format == "markdown" || text.contains(" bytes more"))
      }
    }
  }
}
