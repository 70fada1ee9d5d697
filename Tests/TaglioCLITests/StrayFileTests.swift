import Foundation
import Testing

/// Files that other tools leave in a store are ignored, reported, and left alone.
@Suite struct StrayFileTests {
  private static let name = "2b57fdceeccf548476ddc65ea72f184822b379bcde7e8fa57064dcab42b7bf"

  /// As tools name their temporary files, second versions and marks.
  static let names = [
    name + " (Ada's conflicted copy 2026-11-21)", name + " (1)",
    name + ".sync-conflict-20261121-101112-ABCDEFG", ".syncthing." + name + ".tmp",
    "~syncthing~" + name + ".tmp", "." + name + ".Xy12aB", name + ".part", name + "~",
    name + "-LAPTOP", "." + name + ".swp", "#" + name + "#", "._" + name, ".DS_Store",
    "desktop.ini", "Thumbs.db", ".dropbox", ".owncloudsync.log", "._sync_1a2b.db",
    ".nfs000000000012", "Icon\r", name.uppercased() + "AB",
  ]

  /// In the directory of refs to cases, the name of a second version can be that of a ref; it is then
  /// told from the objects like any ref that is wrong.
  private static func names(for place: String) -> [String] {
    guard place.hasSuffix("cases/") else { return names }
    return names.filter { $0 != name + ".part" && $0 != "desktop.ini" }
  }

  private static let places = [
    ".taglio/", ".taglio/objects/", ".taglio/objects/1a/", ".taglio/objects/.stversions/1a/",
    ".taglio/refs/", ".taglio/refs/cases/",
  ]

  @Test(arguments: places)
  func areNeverInTheWay(_ place: String) throws {
    try withSmallStore { bench in
      let state = try bench.run("state").output
      let strays = StrayFileTests.names(for: place).map { place + $0 }
      for stray in strays { try bench.write(stray, "what another tool wrote") }
      #expect(try bench.run("state").output == state)
      for arguments in [["ls"], ["status"], ["doctor"], ["gc", "--older-than", "0s", "--yes"]] {
        #expect(try bench.run(arguments).status == 0, "\(arguments)")
      }
      let check = try bench.run("fsck", "--json")
      #expect(check.status == 0)
      #expect(!check.output.contains(#""severity":"error""#))
      #expect(!check.output.contains(#""severity":"warning""#))
      try bench.write("more.jsonl", #"{"id":"new","a":1}"#)
      #expect(try bench.run("add", "more.jsonl", "--key", "id").status == 0)
      #expect(try bench.run("undo").status == 0)
      #expect(try bench.run("reindex").status == 0)
      #expect(try bench.files().isSuperset(of: strays))
    }
  }

  @Test(arguments: places.dropFirst())
  func areNotesOfACheck(_ place: String) throws {
    try withSmallStore { bench in
      for name in StrayFileTests.names(for: place) { try bench.write(place + name, "x") }
      let check = try bench.run("fsck")
      #expect(check.status == 0 && check.output.contains("note stray"))
    }
  }
}
