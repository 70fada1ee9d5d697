extension TeamWeekTests {
  /// What the week leaves behind, as both people see it.
  static var end: [(arguments: [String], output: String)] {
    [
      (
        ["ls"],
        """
        moon  <1>  v2                             Who walked first on the moon?
        pi    <2>  v2  keywords=easy, maths       What is pi, to two decimal places?
        sun   <3>  v3  title=Distance of the sun  How far is the sun, in million km?

        """
      ),
      (
        ["ls", "--all"],
        """
        moon  <1>  v2                                      Who walked first on the moon?
        pi    <2>  v2           keywords=easy, maths       What is pi, to two decimal places?
        rome  <3>  v2  removed                             When was Rome founded?
        sun   <4>  v3           title=Distance of the sun  How far is the sun, in million km?

        """
      ),
      (
        ["log", "sun", "-p"],
        """
        sun: 4 commits

        commit <1> 2026-11-21 10:00:00Z ben@bench: undo <2>: 149.6, rounded
          v3 <3> head
            /answer
            - 150
            + 140

        commit <4> 2026-11-21 09:22:00Z ada@bench: edit sun: title
          label title
            + "Distance of the sun"

        commit <2> 2026-11-21 09:21:00Z ada@bench: 149.6, rounded
          v2 <5>
            /answer
            - 140
            + 150

        commit <6> 2026-11-21 09:17:00Z ada@bench: Trivia
          v1 <7>
            /answer
            + 140
            /id
            + "sun"
            /question
            + "How far is the sun, in million km?"

        """
      ),
      (
        ["log", "moon", "-p"],
        """
        moon: 6 commits

        commit <1> 2026-11-21 09:50:00Z ada@bench: As agreed: full names
          case moon v2 <2> reopened

        commit <3> 2026-11-21 09:45:00Z ben@bench: resolve moon: keep <4>
          case moon v2 <2> closed

        commit <5> 2026-11-21 09:44:00Z ada@bench: resolve moon: keep <2>
          case moon v2 <4> closed

        commit <6> 2026-11-21 09:35:00Z ben@bench: Initial
          v2 <4>
            /answer
            - "Armstrong"
            + "N. Armstrong"

        commit <7> 2026-11-21 09:34:00Z ada@bench: Full name
          v2 <2> head
            /answer
            - "Armstrong"
            + "Neil Armstrong"

        commit <8> 2026-11-21 09:17:00Z ada@bench: Trivia
          v1 <9>
            /answer
            + "Armstrong"
            /id
            + "moon"
            /question
            + "Who walked first on the moon?"

        """
      ),
      (
        ["log", "pi", "-p"],
        """
        pi: 6 commits

        commit <1> 2026-11-21 10:01:00Z ada@bench: Clearer question
          v2 <2> head
            /question
            - "What is pi, to two places?"
            + "What is pi, to two decimal places?"

        commit <3> 2026-11-21 09:58:00Z ben@bench: restore pi
          restored

        commit <4> 2026-11-21 09:57:00Z ben@bench: rm rome pi
          removed

        commit <5> 2026-11-21 09:24:00Z ben@bench: edit pi: keywords
          label keywords
            + ["easy"]

        commit <6> 2026-11-21 09:23:00Z ada@bench: edit pi: keywords
          label keywords
            + ["maths"]

        commit <7> 2026-11-21 09:17:00Z ada@bench: Trivia
          v1 <8>
            /answer
            + 3.14
            /id
            + "pi"
            /question
            + "What is pi, to two places?"

        """
      ),
      (
        ["log", "rome", "-p"],
        """
        rome: 3 commits

        commit <1> 2026-11-21 09:57:00Z ben@bench: rm rome pi
          removed

        commit <2> 2026-11-21 09:25:00Z ben@bench: edit rome: /answer
          v2 <3> head
            /answer
            - "753 BC"
            + "21 April 753 BC"

        commit <4> 2026-11-21 09:17:00Z ada@bench: Trivia
          v1 <5>
            /answer
            + "753 BC"
            /id
            + "rome"
            /question
            + "When was Rome founded?"

        """
      ),
      (
        ["blame", "sun"],
        """
        case sun v3 <1>
        /answer      140                                   v3  <2>  2026-11-21 10:00:00Z  ben@bench  undo <3>: 149.6, rounded
        /id          "sun"                                 v1  <4>  2026-11-21 09:17:00Z  ada@bench  Trivia (trivia.jsonl)
        /question    "How far is the sun, in million km?"  v1  <4>  2026-11-21 09:17:00Z  ada@bench  Trivia (trivia.jsonl)
        label title  "Distance of the sun"                     <5>  2026-11-21 09:22:00Z  ada@bench  edit sun: title

        """
      ),
      (
        ["blame", "pi"],
        """
        case pi v2 <1>
        /answer         3.14                                  v1  <2>  2026-11-21 09:17:00Z  ada@bench  Trivia (trivia.jsonl)
        /id             "pi"                                  v1  <2>  2026-11-21 09:17:00Z  ada@bench  Trivia (trivia.jsonl)
        /question       "What is pi, to two decimal places?"  v2  <3>  2026-11-21 10:01:00Z  ada@bench  Clearer question (trivia.jsonl)
        label keywords  ["easy","maths"]                          <4>  2026-11-21 09:24:00Z  ben@bench  edit pi: keywords

        """
      ),
      (
        ["blame", "moon"],
        """
        case moon v2 <1>
        /answer    "Neil Armstrong"                 v2  <2>  2026-11-21 09:34:00Z  ada@bench  Full name
        /id        "moon"                           v1  <3>  2026-11-21 09:17:00Z  ada@bench  Trivia (trivia.jsonl)
        /question  "Who walked first on the moon?"  v1  <3>  2026-11-21 09:17:00Z  ada@bench  Trivia (trivia.jsonl)

        """
      ),
      (
        ["log", "--oneline"],
        """
        <1> 2026-11-21 10:05:00Z ada@bench: name commits/week-47: <2>
        <2> 2026-11-21 10:01:00Z ada@bench: Clearer question (1 object)
        <3> 2026-11-21 10:00:00Z ben@bench: undo <4>: 149.6, rounded (1 object)
        <5> 2026-11-21 09:58:00Z ben@bench: restore pi
        <6> 2026-11-21 09:57:00Z ben@bench: rm rome pi
        <7> 2026-11-21 09:50:00Z ada@bench: As agreed: full names
        <8> 2026-11-21 09:45:00Z ben@bench: resolve moon: keep <9>
        <10> 2026-11-21 09:44:00Z ada@bench: resolve moon: keep <11>
        <12> 2026-11-21 09:35:00Z ben@bench: Initial (1 object)
        <13> 2026-11-21 09:34:00Z ada@bench: Full name (1 object)
        <14> 2026-11-21 09:25:00Z ben@bench: edit rome: /answer (1 object)
        <15> 2026-11-21 09:24:00Z ben@bench: edit pi: keywords
        <16> 2026-11-21 09:23:00Z ada@bench: edit pi: keywords
        <17> 2026-11-21 09:22:00Z ada@bench: edit sun: title
        <4> 2026-11-21 09:21:00Z ada@bench: 149.6, rounded (1 object)
        <18> 2026-11-21 09:17:00Z ada@bench: Trivia (6 objects)

        """
      ),
      (
        ["ls", "--at", "commits/week-47"],
        """
        moon  <1>  v2                             Who walked first on the moon?
        pi    <2>  v2  keywords=easy, maths       What is pi, to two decimal places?
        rome  <3>  v2                             When was Rome founded?
        sun   <4>  v2  title=Distance of the sun  How far is the sun, in million km?

        """
      ),
      (
        ["ls", "refs"],
        """
        commits/week-47  <1>

        """
      ),
    ]
  }
}
