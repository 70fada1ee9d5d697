import TaglioFormat
import Testing

/// Where other copies are: what is read, and what never becomes part of a command line.
@Suite struct RemoteURLTests {
  @Test(arguments: [
    ("../copy", "../copy"), ("/srv/a b", "/srv/a b"), ("./a:b", "./a:b"), ("a/b:c", "a/b:c"),
    ("copy", "copy"),
  ])
  func aPathIsADirectory(_ text: String, _ path: String) throws {
    #expect(try RemoteURL(text) == .directory(path))
    #expect(try RemoteURL(text).description == text)
  }

  @Test(
    arguments: [
      ("host:a", nil, "host", nil, "a"),
      ("ada@host.example.org:/a/b", "ada", "host.example.org", nil, "/a/b"),
      ("host:~/a", nil, "host", nil, "a"),
      ("host:/", nil, "host", nil, "/"),
      ("[::1]:a", nil, "[::1]", nil, "a"),
      ("ada@[fe80::1%eth0]:/a", "ada", "[fe80::1%eth0]", nil, "/a"),
      ("ssh://host/a", nil, "host", nil, "/a"),
      ("ssh://ada@host:2222/a/b", "ada", "host", 2222, "/a/b"),
      ("ssh://host/~/a", nil, "host", nil, "a"),
      ("ssh://host:22/~/a", nil, "host", 22, "a"),
      ("ssh://[::1]:22/a", nil, "[::1]", 22, "/a"),
    ] as [(String, String?, String, Int?, String)]
  )
  func aHostIsReachedBySSH(
    _ text: String,
    _ user: String?,
    _ host: String,
    _ port: Int?,
    _ path: String
  ) throws {
    guard case .ssh(let place) = try RemoteURL(text) else { throw RemoteURLTests.Unexpected() }
    #expect(place.user == user && place.host == host && place.port == port && place.path == path)
    #expect(try RemoteURL(place.description) == .ssh(place))
  }

  private struct Unexpected: Error {}

  @Test(arguments: [
    ("", "empty"), ("-oProxyCommand=x", "option"), ("--rsh=x:y", "option"),
    ("-oProxyCommand=x:a", "option"), ("ext::sh -c x", "no transport"),
    ("host::module/a", "no transport"), ("https://host/a", "no transport"),
    ("rsync://host/a", "no transport"), ("file:///a", "no transport"),
    ("ssh://-oProxyCommand=x/a", "host"), ("ssh://host", "directory"), ("host:", "directory"),
    ("ssh://host:0/a", "port"), ("ssh://host:x/a", "port"), ("ssh://host:+1/a", "port"),
    ("ssh://host:70000/a", "port"), ("ada@-x:a", "host"), ("-x@host:a", "option"),
    ("@host:a", "user"), ("a b@host:a", "user"), ("ho st:a", "host"), ("ho$(x)st:a", "host"),
    ("host:-a", "something else"), ("host:~ada/a", "something else"), ("host:~", "something else"),
    ("ssh://host/~ada", "something else"), ("a\nb", "control"), ("host:a\u{0}", "control"),
    ("[::1:a", "host"), ("[]:a", "host"), (String(repeating: "a", count: 5000), "4096"),
  ])
  func whatCouldMeanSomethingElseIsNotRead(_ text: String, _ reason: String) {
    let fault = #expect(throws: RemoteURL.Fault.self) { try RemoteURL(text) }
    #expect(fault?.reason.contains(reason) == true, "\(text): \(fault?.reason ?? "")")
  }

  @Test(arguments: ["origin", "a", "A-1_b.c", String(repeating: "n", count: 64)])
  func aNameIsOneWord(_ text: String) { #expect(RemoteName(text)?.description == text) }

  @Test(arguments: [
    "", ".", "..", ".a", "-a", "a b", "a/b", "ä", "a\n", String(repeating: "n", count: 65),
  ])
  func whatIsNoPartOfAPathIsNoName(_ text: String) { #expect(RemoteName(text) == nil) }
}
