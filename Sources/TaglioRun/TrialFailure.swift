package import TaglioFormat

/// Why a trial has no result.
///
/// It says nothing of when: equal failures are equal outputs.
package struct TrialFailure: Error, Hashable {
  package enum Kind: String, Sendable {
    /// The program ended with a status other than 0, or a worker before it answered.
    case status
    case signal
    case timeout
    case tooLarge = "too-large"
    /// What it printed cannot be kept.
    case output
    /// What it printed breaks the schema of the experiment.
    case schema
    case start
  }

  package var kind: Kind
  package var message: String
  package var ending: ProgramEnding?
  /// Where the schema was broken.
  package var breach: Breach?

  /// What broke the schema of an experiment.
  package struct Breach: Hashable, Sendable {
    /// The version of the case that the output was computed from.
    package var input: ObjectID
    package var path: String
    package var output: CanonicalJSON
  }

  package init(_ kind: Kind, _ message: String, _ ending: ProgramEnding? = nil) {
    self.kind = kind
    self.message = message
    self.ending = ending
  }

  /// Whether another attempt could go better.
  package var isWorthRetrying: Bool { kind != .schema }

  /// The fields of the output: `{"error":{"kind", "message", "stderr", …}}`, with `signal` or
  /// `status` where the program ended by itself, and `case`, `output` and `path` for a broken schema.
  package var fields: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    out.beginMember("error")
    if let breach { out.member("case", breach.input) }
    out.member("kind", kind.rawValue)
    out.member("message", message)
    if let breach {
      out.member("output", breach.output)
      out.member("path", breach.path)
    }
    switch (kind, ending?.status) {
    case (.signal, .signalled(let number)?): out.member("signal", Int(number))
    case (.status, .exited(let code)?): out.member("status", Int(code))
    default: break
    }
    out.member("stderr", ending?.errorText ?? "")
    out.end()
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }
}

extension TrialFailure {
  /// Of a program that ended by itself; nil where it says that all went well.
  init?(_ ending: ProgramEnding) {
    switch ending.status {
    case .exited(0): return nil
    case .exited(let code): self.init(.status, "the command ended with status \(code)", ending)
    case .signalled(let number):
      self.init(.signal, "the command was ended by signal \(number)", ending)
    }
  }

  static func timeout(_ timeout: Int64?, _ ending: ProgramEnding?) -> TrialFailure {
    TrialFailure(.timeout, "it took longer than \((timeout ?? 0) / 1_000_000_000) s", ending)
  }

  static func tooLarge(_ limit: Int, _ ending: ProgramEnding?) -> TrialFailure {
    TrialFailure(.tooLarge, "it printed more than \(limit) bytes", ending)
  }
}

extension ProgramEnding {
  /// The last that it printed on standard error, as text.
  var errorText: String {
    var bytes = errors.suffix(ProgramEnding.keptErrors)
    if bytes.count < errors.count || bytes.count == ProgramEnding.keptErrors {
      // The cut may have gone through a character.
      bytes = bytes.drop { $0 & 0xC0 == 0x80 }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
