// A new claim from words of a report. What is selected in the text is written
// into the form that names it: the quote and its bytes. By keyboard: the text
// takes the focus, the arrows move by words, and with Shift they grow the span.
// Nothing has to be dragged.
import { bytesBefore } from "./bytes";
import { say } from "./live";

export function selection(): void {
  for (const text of document.querySelectorAll<HTMLElement>("[data-selectable]")) {
    const form = document.getElementById(text.dataset.selectable!);
    if (form instanceof HTMLFormElement) watch(text, form);
  }
}

function watch(text: HTMLElement, form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>("[data-selection-button]");
  const shown = form.querySelector<HTMLElement>("[data-selection-shown]");
  const take = () => {
    const range = chosen(text);
    const quote = range?.toString() ?? "";
    // Going on to the form takes the selection away; what was chosen stays chosen.
    if (!range || quote.trim() === "") return;
    if (button) button.disabled = false;
    set(form, "start", String(bytesBefore(text, range.startContainer, range.startOffset)));
    set(form, "end", String(bytesBefore(text, range.endContainer, range.endOffset)));
    set(form, "in", text.dataset.in ?? "");
    if (shown) shown.textContent = quote;
  };
  document.addEventListener("selectionchange", take);
  text.addEventListener("keydown", (e) => {
    if (e.target !== text || e.ctrlKey || e.metaKey) return;
    const forward = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
    const sel = document.getSelection();
    if (!sel) return;
    if (!text.contains(sel.anchorNode)) sel.collapse(text, 0);
    e.preventDefault();
    sel.modify(e.shiftKey ? "extend" : "move", e.key === forward ? "forward" : "backward", e.altKey ? "character" : "word");
    if (!text.contains(sel.focusNode)) sel.collapse(text, 0);
    take(); // the event may come only after the focus has gone on
    say(sel.toString());
  });
}

// chosen is the part of the selection that lies wholly in the text.
function chosen(text: HTMLElement): Range | null {
  const sel = document.getSelection();
  if (!sel || sel.rangeCount === 0 || sel.isCollapsed) return null;
  const range = sel.getRangeAt(0);
  return text.contains(range.startContainer) && text.contains(range.endContainer) ? range : null;
}

function set(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}
