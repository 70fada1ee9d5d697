/// How an HTML report looks.
enum ReportStyle {
  /// The base64 digest of `css` by which the report allows it; a test computes it anew.
  static let digest = "YyhloGMLqgfo/IWEOXTNx5oic4vofU/5qD3CBwXKuD4="

  static let css = """
    :root { color-scheme: light dark;
      --page: #ffffff; --ink: #1c2128; --dim: #57606a; --line: #d0d7de; --soft: #f4f6f8;
      --passed: #116329; --failed: #b42318; --error: #8a4b00; --other: #57606a; --link: #0a58ca;
      --a: #4878a8; --b: #c97b2a; --c: #3d8f6e; --d: #8a63b5; --added: #dcf5e3; --removed: #fde4e1; }
    @media (prefers-color-scheme: dark) { :root {
      --page: #12161b; --ink: #e4e8ec; --dim: #9aa4af; --line: #343c46; --soft: #1b2128;
      --passed: #6fce88; --failed: #ff8f84; --error: #f2b35e; --other: #9aa4af; --link: #7db4ff;
      --a: #7aa7d6; --b: #e5a45c; --c: #66bd99; --d: #b795de; --added: #16381f; --removed: #4a1f1c; } }
    * { box-sizing: border-box; } [hidden] { display: none !important; }
    body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--page); color: var(--ink);
      font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; }
    h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
    p { margin: .4rem 0; }
    .dim { color: var(--dim); }
    .note { border-left: .25rem solid var(--error); padding: .3rem .7rem; background: var(--soft); }
    .headline { font-size: 1.1rem; }
    code, pre, .id { font-family: ui-monospace, monospace; font-size: .86em; }
    :focus-visible { outline: .2rem solid var(--link); outline-offset: .1rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; }
    thead th { border-bottom: .1rem solid var(--line); font-weight: 600; }
    tbody th { font-weight: 500; }
    .facts { width: auto; max-width: 100%; }
    .facts tr + tr > * { border-top: 1px solid var(--line); }
    .facts tbody th { color: var(--dim); white-space: nowrap; }
    .facts td { overflow-wrap: break-word; } .facts .id { overflow-wrap: anywhere; min-width: 9rem; }
    .wide { overflow-x: auto; }
    .passed { color: var(--passed); } .failed { color: var(--failed); } .error { color: var(--error); }
    .unjudged, .unreadable { color: var(--other); }
    .better { color: var(--passed); font-weight: 600; } .worse { color: var(--failed); font-weight: 600; }
    .charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
    figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: .4rem; min-width: 0; }
    figcaption { font-weight: 600; margin-bottom: .4rem; }
    svg { display: block; width: 100%; max-width: 26rem; height: auto; font: 12px system-ui, sans-serif; }
    svg text { fill: var(--ink); } svg .dim { fill: var(--dim); }
    svg .axis { stroke: var(--line); fill: none; } svg .back { fill: var(--soft); }
    svg .whisker { stroke: var(--ink); fill: none; } svg .line { stroke: var(--a); fill: none; }
    svg .here { fill: none; stroke: var(--ink); stroke-width: 2; }
    .s0 { fill: var(--a); } .s1 { fill: var(--b); } .s2 { fill: var(--c); } .s3 { fill: var(--d); }
    svg .up { fill: var(--added); } svg .down { fill: var(--removed); }
    form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: .5rem 0; }
    label { display: flex; flex-direction: column; font-size: .86rem; color: var(--dim); flex: 1 1 12rem; max-width: 24rem; }
    input, select, button { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line);
      border-radius: .3rem; padding: .3rem .6rem; min-width: 0; }
    button:disabled { color: var(--dim); }
    thead button { border: 0; padding: 0; font-weight: 600; text-align: left; cursor: pointer; }
    th[aria-sort="ascending"] button::after { content: " \\2191"; }
    th[aria-sort="descending"] button::after { content: " \\2193"; }
    nav { display: flex; gap: .5rem; align-items: center; flex-wrap: wrap; }
    #cases tbody { border-top: 1px solid var(--line); }
    #cases .more td { padding-top: 0; }
    thead th, .facts tbody th, .result, .change { overflow-wrap: normal; }
    details > summary { cursor: pointer; color: var(--dim); }
    dl { margin: .3rem 0 .8rem; }
    dt { font-family: ui-monospace, monospace; font-size: .8rem; color: var(--dim); }
    dd { margin: 0 0 .4rem; white-space: pre-wrap; }
    th, dd, summary, ins, del { unicode-bidi: isolate; }
    dd:not(.text, .words, .dim) { font-family: ui-monospace, monospace; font-size: .86rem; }
    h3 .id { font-weight: 400; }
    h3 { font-size: .95rem; margin: .8rem 0 .2rem; }
    del, ins { display: block; text-decoration: none; padding: 0 .4rem; border-radius: .2rem; }
    del { background: var(--removed); } ins { background: var(--added); }
    del::before { content: "\\2212  "; } ins::before { content: "+  "; }
    .words del, .words ins { display: inline; padding: 0 .1rem; }
    .words del { text-decoration: line-through; } .words ins { text-decoration: underline; }
    .words del::before, .words ins::before { content: none; }
    .text::before { content: "\\201c"; color: var(--dim); } .text::after { content: "\\201d"; color: var(--dim); }
    footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .5rem; font-size: .86rem; color: var(--dim); }
    @media (max-width: 40rem) { body { padding: .6rem; } th, td { padding: .3rem; }
      .facts tbody th { white-space: normal; } }
    @media print { :root { --page: #fff; --ink: #000; --dim: #444; --line: #bbb; --soft: #f4f4f4; --passed: #0b5220;
        --failed: #8f1a10; --error: #6b3a00; --other: #444; --added: #e3f5e8; --removed: #fbe6e3; }
      body { max-width: none; padding: 0; font-size: 10pt; } form, nav { display: none; }
      h2, h3 { break-after: avoid; } tbody, figure, tr { break-inside: avoid; }
      .charts { display: block; } figure { display: inline-block; width: 48%; margin: 0 1% 1rem 0; vertical-align: top; }
      thead { display: table-header-group; } }

    """
}
