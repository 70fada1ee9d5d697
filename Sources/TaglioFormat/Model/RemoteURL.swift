/// Where another copy is: a directory, or a directory on a machine that `ssh` reaches.
///
/// It may come from a file that somebody else wrote, and parts of it become arguments of programs. So
/// what could be taken for an option, for another way of transport or for more than one word is not
/// read at all.
package enum RemoteURL: Hashable, Sendable {
  /// A path; one that is not absolute is relative to the project's directory.
  case directory(String)
  case ssh(SSHPlace)

  /// Why a text is no place of a copy.
  package struct Fault: Error, Hashable, Sendable {
    /// What is wrong, as the end of a sentence.
    package var reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  /// Reads `PATH`, `ssh://[user@]host[:port]/path` or `[user@]host:path`.
  ///
  /// A colon before the first slash separates a host from a path; `./a:b` is a path.
  package init(_ text: String) throws(Fault) {
    guard !text.isEmpty else { throw Fault("it is empty") }
    guard text.utf8.count <= 4096 else { throw Fault("it is longer than 4096 bytes") }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw Fault("it holds control characters")
    }
    guard !text.hasPrefix("-") else { throw Fault("it could be taken for an option") }
    if let scheme = RemoteURL.scheme(of: text) {
      guard scheme == "ssh", text.hasPrefix("ssh://") else {
        throw Fault("\"\(scheme):\" is no transport that taglio knows")
      }
      self = .ssh(try SSHPlace(address: text.dropFirst("ssh://".count)))
    } else if let colon = RemoteURL.endOfHost(in: text) {
      self = .ssh(try SSHPlace(host: text[..<colon], path: text[text.index(after: colon)...]))
    } else {
      self = .directory(text)
    }
  }

  /// What stands before `://`, or before the `::` by which other programs name helpers.
  private static func scheme(of text: String) -> Substring? {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
    let (scheme, rest) = (text[..<colon], text[text.index(after: colon)...])
    let isScheme = scheme.utf8.allSatisfy {
      RemoteName.isAlphanumeric($0) || "+-.".utf8.contains($0)
    }
    return isScheme && (rest.hasPrefix("//") || rest.hasPrefix(":")) ? scheme : nil
  }

  /// The colon before the first slash; colons of an address in brackets do not count.
  private static func endOfHost(in text: String) -> String.Index? {
    let beginning = text.prefix { $0 != "/" }
    let address = beginning.contains("[") ? beginning.firstIndex(of: "]") : nil
    return beginning[(address ?? beginning.startIndex)...].firstIndex(of: ":")
  }
}

extension RemoteURL: CustomStringConvertible {
  /// The text that is read as this again.
  package var description: String {
    switch self {
    case .directory(let path): path
    case .ssh(let place): place.description
    }
  }
}
