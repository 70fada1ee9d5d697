import Foundation
import Testing

/// `experiment` and its commands.
@Suite struct ExperimentCommandTests {
  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func anExperimentIsAddedAndGoesOn() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("prompt.yaml", "prompt: |\n  Add them.\nmodel: m\n")
      let first = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.lines[0].hasPrefix("added the experiment sums: version 1 · "))
      #expect(first.lines[2].hasPrefix("undo with: taglio undo "))
      let again = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      #expect(again.output.hasPrefix("nothing to add: sums says so already, version 1 · "))
      let next = try bench.run(
        "experiment",
        "add",
        "sums",
        "prompt.yaml",
        "--verdict",
        "/score >= 0.5",
        "--score",
        "/score"
      )
      #expect(next.lines[0].hasPrefix("added the experiment sums: version 2 · "))
      let log = try bench.run("experiment", "log", "sums")
      #expect(log.lines[0] == "sums: 2 commits")
      #expect(log.output.contains("Add them."))
      #expect(try bench.run("experiment", "log", "sums", "--oneline", "-n", "1").lines.count == 1)
    }
  }

  @Test func showTellsHowOutputsAreJudged() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      try bench.write("s.json", #"{"type":"object","required":["score"]}"#)
      _ = try bench.run(
        "experiment",
        "add",
        "sums",
        "-",
        "--verdict",
        "/score>=0.5",
        "--score",
        "/score",
        "--schema",
        "s.json",
        input: #"{"model":"m"}"#
      )
      let shown = try bench.run("experiment", "show", "sums")
      #expect(shown.lines[0].hasPrefix("experiment sums · version 1 of 1 · "))
      for line in [
        "  verdict  /score>=0.5", "  score    /score", "  schema   outputs must meet one",
        "  runs     0",
      ] {
        #expect(shown.lines.contains(line), "\(shown.output)")
      }
      #expect(try bench.run("show", "sums").output == shown.output)
      let json = try document(bench.run("experiment", "show", "sums", "--json").output)
      let definition = try #require(json["definition"] as? [String: Any])
      #expect(definition["verdict"] as? String == "/score>=0.5")
      #expect(definition["has_schema"] as? Bool == true && definition["runs"] as? Int == 0)
      let fields = try #require(json["immutable_fields"] as? [String: Any])
      #expect(Set(fields.keys) == ["model", "name", "schema", "score", "verdict"])
    }
  }

  @Test func anEarlierVersionIsShownAsItWas() throws {
    try withWorkbench { bench in
      try bench.makeStore()
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      let commit = try #require(try bench.run("log", "--oneline").lines.first).prefix(12)
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/passed")
      for arguments in [["sums~1"], ["sums", "--at", String(commit)]] {
        let shown = try bench.run(["experiment", "show"] + arguments)
        #expect(shown.output.contains("verdict   /ok") || shown.output.contains("verdict  /ok"))
      }
    }
  }

  @Test func theListTellsVerdictsAndRuns() throws {
    try withSmallStore { bench in
      #expect(try bench.run("experiment").errors == "there are no experiments here\n")
      _ = try bench.run("experiment", "add", "sums", "--verdict", "/ok")
      let line = try #require(try bench.run("experiment", "ls").lines.first)
      #expect(line.hasPrefix("sums  ") && line.hasSuffix("v1  /ok  0 runs"))
      let all = try bench.run("experiment", "ls", "--all")
      #expect(all.lines.first?.hasPrefix("import  2cb57fdceecc  v1  built in") == true)
      #expect(all.lines.first?.hasSuffix("1 run") == true)
      let json = try document(bench.run("experiment", "ls", "--json").output)
      let items = try #require(json["items"] as? [[String: Any]])
      #expect((items[0]["definition"] as? [String: Any])?["name"] as? String == "sums")
    }
  }
}
