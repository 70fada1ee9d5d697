/// A drawing in the page: so wide that its text can be read on a phone.
///
/// Each has a title and a description, for those who do not see it, and writes its numbers as text.
struct Chart {
  /// Units from left to right; one is a pixel on a narrow screen.
  static let width = 320.0

  /// How many runs have a colour of their own.
  static let colours = 4

  /// The class that gives a run its colour.
  static func colour(of place: Int) -> String { "s\(place % colours)" }

  /// A coordinate: at most two digits after the point.
  static func at(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    var text = Figures.fixed(value, digits: 2)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// Writes a figure: `body` draws within `Chart.width` times `height`, and `below` writes what
  /// stands under the drawing.
  static func figure(
    _ title: String,
    _ description: String,
    height: Double,
    _ html: inout MarkupWriter,
    _ body: (inout MarkupWriter) -> Void,
    below: (inout MarkupWriter) -> Void = { _ in }
  ) {
    html.open("figure")
    html.element("figcaption", title)
    html.open("svg", ["viewBox": "0 0 \(at(width)) \(at(height))", "role": "img"])
    html.element("title", title)
    html.element("desc", description)
    body(&html)
    html.close("svg")
    below(&html)
    html.close("figure")
  }

  static func text(
    _ text: String,
    x: Double,
    y: Double,
    anchor: String = "start",
    dim: Bool = false,
    _ html: inout MarkupWriter
  ) {
    html.element(
      "text",
      ["x": at(x), "y": at(y), "text-anchor": anchor, "class": dim ? "dim" : ""],
      text
    )
  }

  static func bar(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    _ name: String,
    _ html: inout MarkupWriter
  ) {
    html.empty(
      "rect",
      ["x": at(x), "y": at(y), "width": at(width), "height": at(height), "class": name]
    )
  }

  static func line(_ from: Point, _ to: Point, _ name: String, _ html: inout MarkupWriter) {
    html.empty(
      "line",
      ["x1": at(from.x), "y1": at(from.y), "x2": at(to.x), "y2": at(to.y), "class": name]
    )
  }

  static func circle(_ center: Point, _ radius: Double, _ name: String, _ html: inout MarkupWriter)
  {
    html.empty(
      "circle",
      ["cx": at(center.x), "cy": at(center.y), "r": at(radius), "class": name]
    )
  }

  /// A place in a drawing.
  struct Point {
    var x: Double
    var y: Double
  }
}
