/// A directory on a machine that `ssh` reaches.
package struct SSHPlace: Hashable, Sendable, CustomStringConvertible {
  package let user: String?
  /// A name, an IPv4 address, or an IPv6 address in brackets.
  package let host: String
  /// Nil for what `ssh` takes by itself.
  package let port: Int?
  /// Absolute, or relative to the home directory there; never with a leading `-` or `~`.
  package let path: String

  /// `user@host`, or the host alone.
  package var account: String { user.map { "\($0)@\(host)" } ?? host }

  package var description: String {
    guard let port else { return "\(account):\(path)" }
    return "ssh://\(account):\(port)" + (path.hasPrefix("/") ? path : "/~/" + path)
  }

  /// Reads what follows `ssh://`: the path begins with the first slash; `/~/` leads to the home
  /// directory.
  init(address: Substring) throws(RemoteURL.Fault) {
    guard let slash = address.firstIndex(of: "/") else { throw .init("it names no directory") }
    let authority = address[..<slash]
    let path = address[slash...]
    let (account, port) = try SSHPlace.split(authority)
    try self.init(account, port: port, path: path.hasPrefix("/~") ? path.dropFirst() : path)
  }

  /// Reads the two sides of `[user@]host:path`.
  init(host: Substring, path: Substring) throws(RemoteURL.Fault) {
    try self.init(host, port: nil, path: path)
  }

  private init(
    _ account: Substring,
    port: Int?,
    path: Substring
  ) throws(RemoteURL.Fault) {
    let at = account.lastIndex(of: "@")
    user = at.map { String(account[..<$0]) }
    host = String(at.map { account[account.index(after: $0)...] } ?? account)
    self.port = port
    let path = path.hasPrefix("~/") ? path.dropFirst(2) : path
    self.path = String(path)
    if let user, !SSHPlace.isWord(user) { throw .init("\"\(user)\" is no name of a user") }
    guard SSHPlace.isHost(host) else { throw .init("\"\(host)\" is no name of a host") }
    guard !path.isEmpty else { throw .init("it names no directory") }
    guard !path.hasPrefix(":"), !path.hasPrefix("-"), !path.hasPrefix("~") else {
      throw .init("the path \"\(path)\" could be taken for something else")
    }
  }

  /// The account and the port of `[user@]host[:port]`.
  private static func split(
    _ authority: Substring
  ) throws(RemoteURL.Fault) -> (account: Substring, port: Int?) {
    guard let colon = authority.lastIndex(of: ":"), authority.last != "]" else {
      return (authority, nil)
    }
    let digits = authority[authority.index(after: colon)...]
    guard let port = Int(digits), (1...65_535).contains(port), digits.first != "+" else {
      throw .init("\"\(digits)\" is no port")
    }
    return (authority[..<colon], port)
  }

  private static func isHost(_ text: String) -> Bool {
    guard text.hasPrefix("["), text.hasSuffix("]"), text.utf8.count > 2 else { return isWord(text) }
    return text.dropFirst().dropLast().utf8.allSatisfy {
      RemoteName.isAlphanumeric($0) || ":.%".utf8.contains($0)
    }
  }

  /// Letters, digits, `.`, `_` and `-`, which does not come first.
  private static func isWord(_ text: String) -> Bool {
    text.utf8.first.map { $0 != UInt8(ascii: "-") } ?? false
      && text.utf8.allSatisfy { RemoteName.isAlphanumeric($0) || "._-".utf8.contains($0) }
  }
}
