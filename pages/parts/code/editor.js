// The source of a message in CodeMirror: fields are completed, and what is wrong stands under its line.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { html } from "@codemirror/lang-html";
import { jinja } from "@codemirror/lang-jinja";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, StateEffect, StateField, Transaction } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, WidgetType } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

const PAUSE = 450; // milliseconds without a key before the text is handed over
const fromServer = StateEffect.define();
const setNotes = StateEffect.define();

class Note extends WidgetType {
  constructor(findings) { super(); this.findings = findings; }
  eq(other) { return JSON.stringify(other.findings) === JSON.stringify(this.findings); }
  toDOM() {
    const box = document.createElement("div");
    box.className = "cm-notes";
    for (const one of this.findings) {
      const line = box.appendChild(document.createElement("div"));
      line.className = `cm-note cm-note-${one.severity}`;
      line.textContent = one.sentence;
    }
    return box;
  }
  ignoreEvent() { return false; }
}

const notes = StateField.define({
  create: () => Decoration.none,
  update(shown, change) {
    shown = shown.map(change.changes);
    for (const effect of change.effects) if (effect.is(setNotes)) shown = effect.value;
    return shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Where in its line a finding is: the name it quotes, or all that is written there.
function span(doc, finding) {
  const line = doc.line(Math.min(Math.max(finding.line, 1), doc.lines));
  const at = finding.needle ? line.text.indexOf(finding.needle) : -1;
  if (at >= 0) return { line, from: line.from + at, to: line.from + at + finding.needle.length };
  const blank = line.text.length - line.text.trimStart().length;
  return { line, from: line.from + Math.min(blank, line.length), to: line.to };
}

function showFindings(view, findings) {
  const doc = view.state.doc;
  const placed = findings.filter((one) => one.line > 0).map((one) => ({ ...one, ...span(doc, one) }));
  const byLine = new Map();
  for (const one of placed) byLine.set(one.line.to, [...(byLine.get(one.line.to) || []), one]);
  const widgets = [...byLine].sort((a, b) => a[0] - b[0]).map(([at, found]) =>
    Decoration.widget({ widget: new Note(found.map(({ severity, sentence }) => ({ severity, sentence }))), block: true, side: 1 }).range(at));
  const marks = placed.map(({ from, to, severity, sentence }) => ({ from, to, severity, message: sentence }))
    .sort((a, b) => a.from - b.from);
  view.dispatch(setDiagnostics(view.state, marks), { effects: setNotes.of(Decoration.set(widgets)) });
}

// What may stand at the cursor: a field within {{ … }}, a filter after “|”, a construct outside.
function completing(box) {
  return (context) => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 400), context.pos);
    const opened = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%"));
    const inside = opened >= 0 && !/[}%]}/.test(before.slice(opened));
    const word = context.matchBefore(/[\w.]*/);
    if (!inside) {
      const typed = context.matchBefore(/\{[{%]?\s*[\w.]*$/);
      if (typed) return { from: typed.from, options: [...box.offers.constructs, ...box.offers.snippets], filter: false };
      return context.explicit ? { from: word.from, options: [...box.offers.constructs, ...box.offers.snippets] } : null;
    }
    const piped = /\|\s*\w*$/.test(before.slice(opened));
    const part = before.slice(opened);
    if (!context.explicit && !word.text && !/[{|%]\s*$/.test(part)) return null;
    if (/\{%-?\s*\w*$/.test(part)) return { from: word.from, options: box.offers.statements, validFor: /^\w*$/ };
    return { from: word.from, options: piped ? box.offers.filters : box.offers.names, validFor: /^[\w.]*$/ };
  };
}

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13.5px", color: "var(--st-text-color)", backgroundColor: "var(--st-background-color)", border: "1px solid var(--st-border-color)", borderRadius: "var(--st-base-radius, 8px)", overflow: "hidden" },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font, ui-monospace, Menlo, Consolas, monospace)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--st-text-color)" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--st-secondary-background-color)", color: "var(--st-text-color)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { opacity: ".75" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--st-primary-color) 8%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--st-primary-color) 28%, transparent)" },
  ".cm-notes": { fontFamily: "var(--st-font, sans-serif)", padding: "1px 10px 3px 14px", whiteSpace: "normal" },
  ".cm-note": { fontSize: "13px", lineHeight: "1.4", padding: "2px 9px", margin: "2px 0", borderLeft: "3px solid", borderRadius: "0 6px 6px 0" },
  ".cm-note-error": { color: "var(--st-red-text-color, #b3261e)", backgroundColor: "var(--st-red-background-color, #fdecea)" },
  ".cm-note-warning": { color: "var(--st-orange-text-color, #8a5a00)", backgroundColor: "var(--st-orange-background-color, #fff4e0)" },
  ".cm-panels": { backgroundColor: "var(--st-secondary-background-color)", color: "var(--st-text-color)" },
  ".cm-tooltip": { backgroundColor: "var(--st-background-color)", color: "var(--st-text-color)", border: "1px solid var(--st-border-color)", borderRadius: "8px", overflow: "hidden" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-font, sans-serif) !important", maxHeight: "17em !important" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "4px 10px !important" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--st-primary-color) !important", color: "#fff !important" },
  ".cm-completionLabel": { fontFamily: "var(--st-code-font, ui-monospace, monospace)", fontSize: "12.5px" },
  ".cm-completionDetail": { opacity: ".85", marginLeft: "12px", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
});

const colours = (dark) => syntaxHighlighting(HighlightStyle.define([
  { tag: [t.tagName, t.angleBracket], color: dark ? "#8ab4ff" : "#1d4ed8" },
  { tag: t.attributeName, color: dark ? "#b7c7e6" : "#475569" },
  { tag: [t.attributeValue, t.string], color: dark ? "#86d6a4" : "#166534" },
  { tag: [t.variableName, t.propertyName, t.special(t.variableName)], color: dark ? "#f0abfc" : "#86198f", fontWeight: "600" },
  { tag: [t.keyword, t.operatorKeyword, t.controlKeyword, t.brace, t.modifier], color: dark ? "#fdba74" : "#9a3412", fontWeight: "600" },
  { tag: t.comment, color: dark ? "#9aa4b5" : "#5b6472", fontStyle: "italic" },
]));

const phrases = (said) => ({ ...said, Find: said.find, Replace: said.replace, replace: said.replace, "replace all": said.all, "match case": said.match_case, "by word": said.by_word });

const isDark = () => {
  const shade = getComputedStyle(document.body).getPropertyValue("color-scheme") + getComputedStyle(document.documentElement).getPropertyValue("color-scheme");
  const back = getComputedStyle(document.querySelector(".stApp") || document.body).backgroundColor.match(/\d+/g);
  return back ? back.slice(0, 3).reduce((sum, one) => sum + Number(one), 0) < 384 : shade.includes("dark");
};

class Box {
  constructor(parent, data) {
    this.revision = data.revision;
    this.offers = data.offers;
    this.seen = new Set([data.jump && data.jump.nonce, data.insert && data.insert.nonce]);
    this.tones = new Compartment();
    this.dark = isDark();
    const flush = () => this.flush();
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: data.source,
        extensions: [
          lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
          highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: true }), lintGutter(), notes,
          autocompletion({ override: [completing(this)], icons: false, activateOnTyping: true, maxRenderedOptions: 60 }),
          keymap.of([{ key: "Mod-Enter", run: () => { this.flush(); return true; } }, { key: "Tab", run: acceptCompletion }, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
          jinja(data.markup ? { base: html({ autoCloseTags: true }) } : {}),
          EditorView.lineWrapping, look, this.tones.of(colours(this.dark)),
          EditorState.phrases.of(phrases(data.phrases)),
          EditorView.contentAttributes.of({ "aria-label": data.label, spellcheck: "true", autocapitalize: "off" }),
          EditorView.domEventHandlers({ blur: flush }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.effects.some((effect) => effect.is(fromServer)))) return;
            clearTimeout(this.timer);
            this.timer = setTimeout(flush, PAUSE);
          }),
        ],
      }),
    });
  }
  flush() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.send("edit", { text: this.view.state.doc.toString(), revision: this.revision, moment: performance.now() });
  }
  take(data, send) {
    this.send = send;
    this.offers = data.offers;
    const view = this.view;
    if (data.revision !== this.revision) {
      this.revision = data.revision;
      clearTimeout(this.timer);
      this.timer = null;
      if (data.source !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: data.source }, effects: fromServer.of(null), annotations: Transaction.addToHistory.of(true) });
    }
    if (this.dark !== isDark()) {
      this.dark = !this.dark;
      view.dispatch({ effects: this.tones.reconfigure(colours(this.dark)) });
    }
    // While a person is typing ahead of the server, its findings are about another text.
    if (data.source === view.state.doc.toString()) showFindings(view, data.findings);
    this.once(data.insert, ({ text }) => {
      view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true });
      view.focus();
    });
    this.once(data.jump, ({ line }) => {
      const there = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: there.from, head: there.to }, effects: EditorView.scrollIntoView(there.from, { y: "center" }) });
      view.focus();
    });
  }
  once(order, act) {
    if (!order || this.seen.has(order.nonce)) return;
    this.seen.add(order.nonce);
    act(order);
  }
  destroy() { this.flush(); this.view.destroy(); }
}

export function mount(component) {
  const { data, parentElement, setStateValue } = component;
  let place = parentElement.querySelector(":scope > .code-editor");
  if (!place) {
    place = parentElement.appendChild(document.createElement("div"));
    place.className = "code-editor";
    place.style.height = `${data.height}px`;
  }
  if (!place.box) place.box = new Box(place, data);
  place.box.take(data, setStateValue);
  return () => { if (place.box) { place.box.destroy(); place.box = null; place.remove(); } };
}
