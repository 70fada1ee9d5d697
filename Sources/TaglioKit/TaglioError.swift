public import TaglioFormat

/// What went wrong, for whom it matters, and what to do next.
///
/// A program looks at `code`; a person reads `message` and `help`.
public struct TaglioError: Error, Sendable {
  /// What kind of failure it is.
  ///
  /// New ones may come; treat one that you do not know as `failed`.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    let name: String

    /// The name of the code, as JSON output has it.
    public var description: String { name }

    /// An operation could not be carried out.
    public static let failed = Code(name: "failed")
    /// Input was refused; nothing was changed.
    public static let badInput = Code(name: "bad-input")
    /// Bytes in the store are not what their names say.
    public static let damage = Code(name: "damage")
    /// Nothing has the name that was given.
    public static let notFound = Code(name: "not-found")
    /// Several things have the name that was given.
    public static let ambiguous = Code(name: "ambiguous")
    /// There is no store here.
    public static let noRepository = Code(name: "no-repository")
    /// Somebody else is writing.
    public static let locked = Code(name: "locked")
    /// The store, or what is asked for, was written by a later version of taglio.
    public static let newer = Code(name: "newer")
    /// The store has an earlier format, which this version reads and does not write.
    public static let older = Code(name: "older")
    /// The call itself is wrong.
    public static let usage = Code(name: "usage")
  }

  /// A line that somebody typed, and where in it the mistake is.
  public struct Excerpt: Hashable, Sendable {
    /// The line.
    public var text: String
    /// How many characters stand before the mistake.
    public var offset: Int

    /// Points at a place of a line.
    public init(_ text: String, at offset: Int) {
      self.text = text
      self.offset = offset
    }
  }

  /// What kind of failure it is.
  public var code: Code
  /// One sentence without a full stop.
  public var message: String
  /// The place in the input, where there is one.
  public var place: RecordPlace?
  /// The field of the record as a JSON Pointer.
  public var field: String?
  /// What somebody typed, where it is about a place in that.
  public var excerpt: Excerpt?
  /// What to do about it: the next thing to type.
  public var help: String?
  /// The object that is lost or damaged, where it is about one.
  public var object: ObjectID?
  /// What it is about, where several things match.
  public var candidates: [String] = []
  /// The error of a lower layer that led to it.
  public var cause: (any Error)?

  /// Makes an error.
  public init(
    _ code: Code,
    _ message: String,
    place: RecordPlace? = nil,
    field: String? = nil,
    help: String? = nil,
    candidates: [String] = [],
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.place = place
    self.field = field
    self.help = help
    self.candidates = candidates
    self.cause = cause
  }
}
