package import TaglioFormat
import TaglioKit

/// What is observed when a run starts: its `metadata`.
package struct RunMetadata: Sendable {
  /// The state of the source code that is run.
  package struct Source: Hashable, Sendable {
    package var revision: String
    /// Files that differ from the revision, the first ones.
    package var dirty: [String]

    package init(revision: String, dirty: [String]) {
      self.revision = revision
      self.dirty = dirty
    }
  }

  /// The program and its arguments.
  package var command: [String]
  /// The name of the machine.
  package var host: String
  /// The heads of the graph of commits, by which the inputs were found.
  package var commits: [ObjectID]
  package var inputs: (count: Int, digest: ObjectID)
  /// Tells runs apart that are equal in all else.
  package var nonce: UInt64
  /// The run that is run again.
  package var rerun: ObjectID?
  package var source: Source?
  /// Which taglio it was.
  package var tool: String
  package var time: CommitTime

  /// `{"command", "host", "inputs":{"commits", "count", "digest"}, "nonce", "rerun",
  /// "source":{"dirty", "revision"}|null, "taglio", "time"}`.
  package var json: CanonicalJSON {
    var out = PayloadWriter()
    out.begin()
    out.member("command", strings: command)
    out.member("host", host)
    out.beginMember("inputs")
    out.member("commits", commits.sorted())
    out.member("count", inputs.count)
    out.member("digest", inputs.digest)
    out.end()
    var bytes: [UInt8] = []
    bytes.appendBigEndian(nonce)
    out.member("nonce", Hex.string(bytes))
    out.member("rerun", rerun)
    writeSource(to: &out)
    out.member("taglio", tool)
    out.member("time", "\(time)")
    out.end()
    return CanonicalJSON(unchecked: out.bytes)
  }

  private func writeSource(to out: inout PayloadWriter) {
    guard let source else { return out.member("source", nil as String?) }
    out.beginMember("source")
    out.member("dirty", strings: source.dirty)
    out.member("revision", source.revision)
    out.end()
  }
}
