import TaglioFormat
import TestSupport

/// Small logs of each tool, written by hand in the form that the tools write.
enum LogFixtures {
  // MARK: Inspect

  static func inspectHeader(
    run: String = "run-1",
    status: String = "success",
    version: Int = 2,
    day: Int = 1
  ) -> String {
    """
    "version":\(version),"status":"\(status)","eval":{"run_id":"\(run)","created":\
    "2025-02-0\(day)T10:00:00+00:00","task":"capitals","dataset":{"name":"cities","samples":3},\
    "model":"mock/one","config":{"epochs":2}},"plan":{"steps":[]},"results":{"scores":\
    [{"name":"match","scorer":"match"}]},"stats":{"started_at":"2025-02-0\(day)T10:00:00+00:00",\
    "completed_at":"2025-02-0\(day)T10:00:09+00:00"}
    """
  }

  static func inspectSample(
    _ id: String,
    epoch: Int = 1,
    input: String = "Where?",
    grade: String? = "C",
    more: String = ""
  ) -> String {
    let scores = grade.map { #","scores":{"match":{"value":"\#($0)","answer":"Rome"}}"# } ?? ""
    return """
      {"id":\(id),"epoch":\(epoch),"input":"\(input)","target":"Rome","messages":[],\
      "output":{"choices":[{"message":{"content":"Rome","role":"assistant"}}]}\(scores),\
      "metadata":{"level":1},"events":[{"event":"model"}],"model_usage":{"mock/one":\
      {"total_tokens":7}},"total_time":0.5\(more)}
      """
  }

  /// Passed and failed in two epochs, an error, and a sample without a score.
  static let samples = [
    inspectSample("1"), inspectSample("1", epoch: 2, grade: "I"),
    inspectSample(#""b""#, input: "attachment://aa", more: #","attachments":{"aa":"Which city?"}"#),
    inspectSample("3", grade: nil, more: #","error":{"message":"time out","traceback":""}"#),
    inspectSample("4", grade: nil),
  ]

  static func inspectJSON(
    _ samples: [String] = samples,
    header: String = inspectHeader()
  ) -> String {
    "{\(header),\"samples\":[\(samples.joined(separator: ","))],\"reductions\":[]}"
  }

  /// The same as an archive.
  static func inspectArchive(
    _ samples: [String] = samples,
    header: String = inspectHeader(),
    method: UInt16 = 8
  ) throws -> [UInt8] {
    try inspectZip(samples, header: header, method: method).bytes()
  }

  static func inspectZip(
    _ samples: [String] = samples,
    header: String = inspectHeader(),
    method: UInt16 = 8
  ) -> ZipMaker {
    var files = [ZipMaker.File("_journal/start.json", "{}", method: method)]
    for (index, sample) in samples.enumerated() {
      files.append(ZipMaker.File("samples/\(index).json", sample, method: method))
    }
    files.append(ZipMaker.File("summaries.json", "[]", method: method))
    files.append(ZipMaker.File("reductions.json", "[]", method: method))
    files.append(ZipMaker.File("header.json", "{\(header)}", method: method))
    return ZipMaker(files)
  }

  // MARK: GoTaglio

  static let gotaglioCase =
    #"{"uuid":"6f31c4df-bba6-42cd-a3ae-24f31d5503fa","keywords":["numbers"],"user":"1+1","answer":2}"#

  static func gotaglio(run: String = "2117ab4d-064e-4359-b88c-9cf5bd087276") -> String {
    """
    {"results":[
    {"succeeded":true,"metadata":{"start":"2026-11-21 03:32:53.617202+00:00","elapsed":"0:00:01"},
     "case":\(gotaglioCase),"stages":{"infer":"2","extract":2.0,"assess":0.0}},
    {"succeeded":true,"metadata":{},"case":{"user":"2+2","answer":4},
     "stages":{"infer":"5","extract":5.0,"assess":1.0}},
    {"succeeded":false,"metadata":{},"case":{"user":"3+3","answer":6},"stages":{"infer":"hello"},
     "exception":{"message":"no number","traceback":"…"}},
    {"succeeded":true,"metadata":{},"case":{"turns":[{"user":"a"},{"user":"b"}]},
     "turns":[{"stages":{"assess":0}},{"stages":{"assess":0}}]}
    ],"metadata":{"command":"calc.py run","start":"2026-11-21 03:32:53.595005+00:00",
    "end":"2026-11-21 03:32:54+00:00","pipeline":{"name":"calc","config":{"infer":{"model":"m"}}}},
    "uuid":"\(run)"}
    """
  }

  // MARK: lm-eval

  static let harnessResults = """
    {"results":{"gsm8k":{"alias":"gsm8k","exact_match,strict-match":0.5}},"configs":{"gsm8k":\
    {"dataset_path":"openai/gsm8k","dataset_name":"main","test_split":"test"}},"versions":\
    {"gsm8k":3},"higher_is_better":{"gsm8k":{"exact_match":true}},"config":{"model":"hf",\
    "model_args":"pretrained=x"},"date":1714566600.25,"lm_eval_version":"0.4.8"}
    """

  static func harnessSample(_ id: Int, _ filter: String, _ value: String) -> String {
    """
    {"doc_id":\(id),"doc":{"question":"How many, \(id)?","answer":"#### \(id)"},"target":"\(id)",\
    "arguments":{"gen_args_0":{"arg_0":"Q"}},"resps":[["\(id)!"]],"filtered_resps":["\(id)"],\
    "filter":"\(filter)","metrics":["exact_match"],"doc_hash":"h\(id)","exact_match":\(value)}
    """
  }

  static let harnessSamples =
    [
      harnessSample(0, "strict-match", "1.0"), harnessSample(1, "strict-match", "0.0"),
      harnessSample(0, "flexible-extract", "0.0"), harnessSample(1, "flexible-extract", "1.0"),
    ].joined(separator: "\n") + "\n"

  // MARK: promptfoo

  static let promptfoo = """
    {"evalId":"eval-1","results":{"version":3,"timestamp":"2024-08-01T09:00:00.000Z","prompts":[],
    "results":[
    {"promptIdx":0,"testIdx":0,"provider":{"id":"echo:a"},"prompt":{"raw":"Say {{x}}","label":"say"},
     "vars":{"x":"hi"},"testCase":{"vars":{"x":"hi"},"assert":[{"type":"equals","value":"hi"}]},
     "response":{"output":"hi","tokenUsage":{"total":3}},"success":true,"score":1,"namedScores":{},
     "latencyMs":12,"cost":0,"gradingResult":{"pass":true,"score":1,"reason":"ok"},"failureReason":0},
    {"promptIdx":1,"testIdx":0,"provider":{"id":"echo:b"},"prompt":{"raw":"Say {{x}}","label":"say"},
     "vars":{"x":"hi"},"testCase":{"vars":{"x":"hi"},"assert":[{"type":"equals","value":"hi"}]},
     "response":{"output":"ho"},"success":false,"score":0,"error":"Expected hi","namedScores":{},
     "gradingResult":{"pass":false,"score":0,"reason":"Expected hi"},"failureReason":1},
    {"promptIdx":0,"testIdx":1,"provider":{"id":"echo:a"},"prompt":{"raw":"Say {{x}}","label":"say"},
     "vars":{"x":"ho"},"testCase":{"vars":{"x":"ho"}},"success":false,"score":0,
     "error":"429 too many","failureReason":2},
    {"promptIdx":1,"testIdx":1,"provider":{"id":"echo:b"},"prompt":{"raw":"Say {{x}}","label":"say"},
     "vars":{"x":"ho"},"testCase":{"vars":{"x":"ho"}},"response":{"output":"ho"},"success":true,
     "score":1,"failureReason":0}
    ],"stats":{"successes":2,"failures":1,"errors":1}},
    "config":{"description":"greetings","tests":"file://tests.yaml"},"shareableUrl":null}
    """

  static let promptfooTable = """
    x,[echo:a] say,Status,Score,Named Scores,Grader Reason,Comment,[echo:b] say,Status,Score,\
    Named Scores,Grader Reason,Comment
    hi,hi,PASS,1.00,"{""tone"":1}",ok,,"ho, hum",FAIL,0.00,,Expected hi,look
    ho,429,ERROR,0.00,,,,ho,PASS,1.00,,,

    """

  // MARK: OpenAI Evals

  static let openAIEvals = """
    {"spec":{"completion_fns":["gpt"],"eval_name":"math.s1","base_eval":"math","split":"s1",\
    "run_config":{"eval_spec":{"args":{"samples_jsonl":"math/samples.jsonl"}}},\
    "run_id":"2303","created_at":"2023-03-27 12:34:56.789"}}
    {"run_id":"2303","event_id":0,"sample_id":"math.s1.0","type":"sampling","data":{"prompt":\
    "1+1","sampled":["2"]}}
    {"run_id":"2303","event_id":1,"sample_id":"math.s1.0","type":"match","data":{"correct":true,\
    "expected":"2","picked":"2"}}
    {"run_id":"2303","event_id":2,"sample_id":"math.s1.1","type":"match","data":{"correct":false,\
    "expected":"4","picked":"5"}}
    {"run_id":"2303","event_id":3,"sample_id":"math.s1.2","type":"error","data":{"message":"down"}}
    {"run_id":"2303","event_id":4,"sample_id":"math.s1.3","type":"metrics","data":{"score":0.7}}
    {"final_report":{"accuracy":0.5}}

    """
}
