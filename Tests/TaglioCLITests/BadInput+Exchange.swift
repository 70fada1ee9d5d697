extension BadInput {
  /// Attachments, exports, envelopes and bundles.
  static let exchange: [BadInput] =
    exporting + enveloping + attaching + showingBlobs + bundling

  private static func refused(
    _ name: String,
    _ arguments: [String],
    files: [String: String] = [:],
    status: Int32 = 1,
    says: [String]
  ) -> BadInput {
    BadInput(name, files: files, run: arguments, status: status, says: says)
  }

  private static let exporting: [BadInput] = [
    refused("an export of nothing", ["export", "nothing"], status: 6, says: ["\"nothing\""]),
    refused(
      "an export of an expression that is none",
      ["export", "answer = "],
      status: 64,
      says: ["answer ="]
    ),
    refused(
      "an export over a file",
      ["export", "-o", "sums.jsonl"],
      status: 64,
      says: ["\"sums.jsonl\" is there already", "remove this one"]
    ),
    refused(
      "an export into no directory",
      ["export", "-o", "none/a.jsonl"],
      status: 64,
      says: ["there is no directory", "none"]
    ),
    refused(
      "an envelope in another format",
      ["export", "--envelope", "--format", "csv"],
      status: 64,
      says: ["--envelope", "--format"]
    ),
    refused(
      "an export of an experiment",
      ["export", "experiments/sums"],
      says: ["is an experiment", "taglio ls"]
    ),
  ]

  private static let header = #"{"kind":"envelope","version":1}"# + "\n"
  private static let experiment =
    #"{"commits":[],"fields":{"name":"x"},"id":"ID","kind":"experiment","links":{"previous":null}}"#
    + "\n"
  private static let zero = String(repeating: "0", count: 64)

  private static func envelope(_ name: String, _ text: String, says: [String]) -> BadInput {
    refused(
      name,
      ["add", "bad.envelope", "--envelope"],
      files: ["bad.envelope": text.replacing("ID", with: zero)],
      says: says + ["bad.envelope"]
    )
  }

  private static let enveloping: [BadInput] = [
    envelope("cases for an envelope", #"{"id":1}"# + "\n", says: [":1:1", "\"kind\""]),
    envelope("an envelope without its first line", experiment, says: ["the first line"]),
    envelope("an envelope that is cut", header, says: ["cut short"]),
    envelope(
      "contents of another id",
      header + experiment + #"{"kind":"end","objects":1}"#,
      says: [":2:1", "hash to"]
    ),
    envelope(
      "a wrong count",
      header + #"{"kind":"end","objects":3}"#,
      says: [":2:1", "counts 3 objects"]
    ),
    envelope(
      "a line after the end",
      header + #"{"kind":"end","objects":0}"# + "\n" + header,
      says: [":3:1", "after the last one"]
    ),
    envelope(
      "an envelope of a later version",
      #"{"kind":"envelope","version":2}"# + "\n",
      says: [":1:1", "newer taglio"]
    ),
    envelope(
      "an envelope with a kind that nobody knows",
      header + #"{"kind":"signature"}"# + "\n",
      says: [":2:1", "signature", "newer taglio"]
    ),
    envelope(
      "a blob that is no base64",
      header + #"{"commits":[],"data":"***","id":"ID","kind":"blob","links":{}}"# + "\n",
      says: [":2:1", "base64"]
    ),
    envelope(
      "an envelope that removes",
      header + #"{"changes":{"removed":["ID"]},"kind":"state"}"# + "\n",
      says: [":2:1", "holds more than"]
    ),
    envelope(
      "labels of what nobody knows",
      header + #"{"changes":{"fields":{"ID":{"set":{"a":1}}}},"kind":"state"}"# + "\n"
        + #"{"kind":"end","objects":0}"#,
      says: ["something is said of 000000000000"]
    ),
    refused(
      "an envelope with a key",
      ["add", "sums.jsonl", "--envelope", "--key", "id"],
      status: 64,
      says: ["--envelope and --key"]
    ),
  ]

  private static func attach(_ name: String, _ file: String, says: [String]) -> BadInput {
    refused(
      name,
      ["add", "bad.jsonl", "--key", "id", "--attach", "/audio"],
      files: ["bad.jsonl": #"{"audio":\#(file),"id":9}"#],
      says: says + ["bad.jsonl:1:1", "beside the input"]
    )
  }

  private static let attaching: [BadInput] = [
    attach("an attachment that is missing", #""none.wav""#, says: ["\"none.wav\" is not there"]),
    attach("an attachment that is a directory", #"".taglio""#, says: ["is a directory"]),
    attach("an attachment above", #""../a.wav""#, says: ["leads out of the directory"]),
    attach("an attachment further above", #""x/../../a""#, says: ["leads out of the directory"]),
    attach("an absolute attachment", #""/etc/passwd""#, says: ["leads out of the directory"]),
    attach("an attachment without a name", #""""#, says: ["is no name of a file"]),
    attach("an attachment that is a number", "7", says: ["names no file", "a number"]),
    refused(
      "an attachment without a pointer",
      ["add", "bad.jsonl", "--attach", "audio"],
      status: 64,
      says: ["--attach audio", "/audio"]
    ),
  ]

  private static let showingBlobs: [BadInput] = [
    refused(
      "a blob without a file",
      ["show", "--blob", "2cb57fdceeccf548"],
      status: 64,
      says: ["-o FILE"]
    ),
    refused("nothing to show", ["show"], status: 64, says: ["what to show"]),
    refused(
      "a blob that is an experiment",
      ["show", "--blob", "2cb57fdceeccf548", "-o", "x"],
      status: 6,
      says: ["is no blob, but of the type experiment"]
    ),
    refused(
      "a blob to show that is not here",
      ["show", "--blob", zero, "-o", "x"],
      status: 6,
      says: ["there is no blob 000000000000"]
    ),
  ]

  private static let bundling: [BadInput] = [
    refused("no bundle", ["bundle", "unpack", "none"], says: ["there is no file \"none\""]),
    refused(
      "cases for a bundle",
      ["bundle", "unpack", "sums.jsonl"],
      says: ["\"sums.jsonl\" is not taken", "does not begin as a bundle does"]
    ),
    refused(
      "a directory for a bundle",
      ["bundle", "verify", ".taglio"],
      says: ["no regular file"]
    ),
    BadInput(
      "a bundle that is cut",
      bytes: ["cut.bundle": Array("taglio\r\n".utf8) + [0, 0, 0, 1]],
      run: ["bundle", "verify", "cut.bundle"],
      says: ["cut within its header"]
    ),
    BadInput(
      "a bundle of a later version",
      bytes: [
        "new.bundle": Array("taglio\r\n".utf8) + [0, 0, 0, 9] + [UInt8](repeating: 0, count: 68)
      ],
      run: ["bundle", "unpack", "new.bundle"],
      says: ["version 9", "newer taglio"]
    ),
    refused(
      "a bundle over a file",
      ["bundle", "create", "sums.jsonl"],
      status: 64,
      says: ["is there already"]
    ),
    refused(
      "a bundle since nothing",
      ["bundle", "create", "x.bundle", "--since", "nothing"],
      status: 6,
      says: ["nothing"]
    ),
  ]
}
