// The SQL editor of Explore: CodeMirror with Kali's tokens, completion over what the person may see, and the place of a refusal underlined.
import {
  EditorView, keymap, lineNumbers, highlightActiveLine, highlightSpecialChars, drawSelection, placeholder,
  EditorState, Compartment, Prec, defaultKeymap, history, historyKeymap, autocompletion, completionKeymap, closeBrackets, closeBracketsKeymap,
  syntaxHighlighting, HighlightStyle, bracketMatching, indentOnInput, search, searchKeymap, setDiagnostics, sql, PostgreSQL, SQLDialect, tags,
} from "../vendor/codemirror/codemirror.js";

const look = EditorView.theme({
  "&": { color: "var(--kali-ink)", backgroundColor: "var(--kali-surface)", fontSize: ".8125rem", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--kali-mono)", lineHeight: "1.25rem" },
  ".cm-content": { caretColor: "var(--kali-ink)", padding: "8px 0" },
  ".cm-gutters": { backgroundColor: "var(--kali-surface)", color: "var(--kali-ink-3)", borderRight: "1px solid var(--kali-line-2)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--kali-ink) 4%, transparent)" },
  "&.cm-focused .cm-cursor": { borderLeftColor: "var(--kali-ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "var(--kali-primary-tint)" },
  ".cm-placeholder": { color: "var(--kali-ink-3)" },
  ".cm-tooltip": { backgroundColor: "var(--kali-surface)", border: "1px solid var(--kali-line)", borderRadius: "8px", boxShadow: "var(--kali-e2)", color: "var(--kali-ink)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--kali-primary-tint)", color: "var(--kali-ink)" },
  ".cm-completionDetail": { color: "var(--kali-ink-3)", fontStyle: "normal" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--kali-error)", textDecorationSkipInk: "none" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--kali-error)" },
  ".cm-panels": { backgroundColor: "var(--kali-sunken)", color: "var(--kali-ink)" },
  ".cm-panel input, .cm-panel button": { font: "inherit" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--kali-primary)", fontWeight: "650" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--kali-raw)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--kali-held)" },
  { tag: tags.comment, color: "var(--kali-ink-3)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--kali-silver)" },
]);

// Words that a statement which only reads is made of; the whole of PostgreSQL would bury them under hundreds that nobody writes here.
const dialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: "all and as asc between by case cross desc distinct else end except exists false filter first from full group having ilike in inner intersect interval is "
    + "join last left like limit not null nulls offset on or order outer over partition qualify right select then true union using values when where with",
  types: "bigint boolean date decimal double integer timestamp varchar",
  builtin: "abs avg cast coalesce concat count current_date date_diff date_trunc extract floor length lower max median min nullif replace round row_number strftime substring sum trim try_cast upper",
});

// `schema` is { layer: { table: [column, …] } }; tables of gold complete without their schema.
const language = schema => sql({ dialect, schema, defaultSchema: "gold_layer", upperCaseKeywords: true });

// The library gives the list's closing only as what Escape does.
const closeList = completionKeymap.find(binding => binding.key === "Escape").run;

export function create(host, page, options) {
  const schema = new Compartment();
  let running = false;
  let drafting = 0;
  const text = () => view.state.doc.toString();
  const keepDraft = () => {
    clearTimeout(drafting);
    drafting = setTimeout(() => page.invokeMethodAsync("Draft", text()), 900);
  };
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        Prec.highest(keymap.of([
          { key: "Mod-Enter", run: () => { closeList(view); page.invokeMethodAsync("RunText", text()); return true; } },
          { key: "Mod-s", preventDefault: true, run: () => { page.invokeMethodAsync("SaveText", text()); return true; } },
          { key: "Escape", run: () => { if (!running) return false; page.invokeMethodAsync("Stop"); return true; } },
        ])),
        lineNumbers(), highlightActiveLine(), highlightSpecialChars(), drawSelection(), history(), indentOnInput(), bracketMatching(), closeBrackets(),
        autocompletion({ icons: false }), search({ top: true }), placeholder(options.placeholder), EditorView.lineWrapping,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap]),
        schema.of(language({})), syntaxHighlighting(colours), look,
        EditorView.contentAttributes.of({ "aria-label": options.label }),
        EditorView.updateListener.of(update => { if (update.docChanged) keepDraft(); }),
      ],
    }),
  });
  return {
    text,
    setText(value) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    },
    insert(value) {
      const { from, to } = view.state.selection.main;
      view.dispatch({ changes: { from, to, insert: value }, selection: { anchor: from + value.length } });
      view.focus();
    },
    complete(tables) {
      view.dispatch({ effects: schema.reconfigure(language(tables)) });
    },
    mark(from, to, message) {
      const length = view.state.doc.length;
      const at = Math.min(from, length);
      view.dispatch(setDiagnostics(view.state, [{ from: at, to: Math.min(Math.max(to, at + 1), Math.max(length, at)), severity: "error", message }]));
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    },
    clear() {
      view.dispatch(setDiagnostics(view.state, []));
    },
    running(value) {
      running = value;
    },
    focus() {
      view.focus();
    },
    dispose() {
      clearTimeout(drafting);
      view.destroy();
    },
  };
}

// The statement travels in the body of a form, never in an address; the browser streams the answer to a file and stays on the page.
export async function download(statement, format) {
  const answer = await fetch(new URL("api/antiforgery", document.baseURI));
  const { token } = await answer.json();
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: new URL("api/explore/download", document.baseURI).href, hidden: true });
  for (const [name, value] of Object.entries({ sql: statement, format, __RequestVerificationToken: token })) {
    const field = document.createElement("textarea");
    [field.name, field.value] = [name, value];
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
