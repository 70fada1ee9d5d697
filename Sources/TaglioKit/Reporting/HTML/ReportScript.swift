/// What an HTML report can do besides showing itself: find, sort and turn pages.
///
/// It makes no element of any text: rows were parsed with the file, and are shown or taken away.
enum ReportScript {
  /// The base64 digest of `javascript` by which the report allows it; a test computes it anew.
  static let digest = "cIRM4rutM8GEWbscJ2iHiSZs/IJDjvnhkz5EM85eCYA="

  static let javascript = """
    "use strict";
    (() => {
      const table = document.getElementById("cases");
      if (!table) return;
      const form = document.getElementById("find");
      const [back, on] = document.querySelectorAll("nav button");
      const said = document.getElementById("said");
      const size = Number(table.dataset.page);
      const rest = document.getElementById("rest");
      const cases = [...table.tBodies, ...(rest ? rest.content.children : [])];
      const order = new Intl.Collator(undefined, { numeric: true });
      let texts = null;
      let found = cases;
      let start = 0;

      function show(count = size) {
        for (const body of [...table.tBodies]) body.remove();
        table.append(...found.slice(start, start + count));
        const end = Math.min(start + count, found.length);
        const part = found.length ? `${start + 1} to ${end}` : "none";
        const all = found.length === cases.length ? `${cases.length}` : `${found.length} found of ${cases.length}`;
        said.textContent = `${part} of ${all}`;
        back.disabled = start === 0;
        on.disabled = end === found.length;
      }

      function find() {
        const words = form.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
        const kind = form.kind.value;
        texts ??= new Map(cases.map((body) => [body, body.textContent.toLowerCase()]));
        found = cases.filter((body) =>
          (!kind || body.dataset.kinds.split(" ").includes(kind)) &&
          words.every((word) => texts.get(body).includes(word)));
        start = 0;
        show();
      }

      function sort(heading, column) {
        const sign = heading.ariaSort === "ascending" ? -1 : 1;
        for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
        heading.ariaSort = sign === 1 ? "ascending" : "descending";
        const keys = new Map(cases.map((body) => [body, key(body.rows[0].cells[column])]));
        cases.sort((one, other) => sign * compare(keys.get(one), keys.get(other)));
        find();
      }

      function key(cell) {
        if (cell.dataset.rank === undefined) return [0, 0, cell.textContent];
        return [Number(cell.dataset.rank), Number(cell.dataset.score ?? 0), ""];
      }

      function compare(one, other) {
        return one[0] - other[0] || one[1] - other[1] || order.compare(one[2], other[2]);
      }

      [...table.tHead.rows[0].cells].forEach((heading, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...heading.childNodes);
        button.addEventListener("click", () => sort(heading, column));
        heading.append(button);
      });
      let timer;
      form.words.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(find, 120);
      });
      form.kind.addEventListener("change", find);
      form.addEventListener("submit", (event) => event.preventDefault());
      back.addEventListener("click", () => { start = Math.max(0, start - size); show(); });
      on.addEventListener("click", () => { start += size; show(); table.scrollIntoView(); });
      addEventListener("beforeprint", () => { start = 0; show(2000); });
      addEventListener("afterprint", () => show());
      form.hidden = false;
      said.parentElement.hidden = false;
      show();
    })();

    """
}
