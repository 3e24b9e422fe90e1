// Which key does what. A page says so itself: an element with data-key="g i" is
// pressed, followed or focused by typing g and then i. A person may give any
// binding other keys or switch all of them off; that is kept in this browser.

const store = "cairn.keys";

export interface Choice {
  off: boolean;
  keys: Record<string, string>; // the page's keys to the person's
}

export function choice(): Choice {
  try {
    const kept = JSON.parse(localStorage.getItem(store) ?? "{}") as Partial<Choice>;
    return { off: kept.off === true, keys: typeof kept.keys === "object" && kept.keys ? kept.keys : {} };
  } catch {
    return { off: false, keys: {} };
  }
}

export function keep(c: Choice): void {
  try {
    localStorage.setItem(store, JSON.stringify(c));
  } catch {
    // A browser that keeps nothing still works with the page's own keys.
  }
}

// keysOf are the keys that stand for a binding now.
export function keysOf(binding: string, c: Choice = choice()): string {
  return c.keys[binding] ?? binding;
}

// bindings are those of the page, in its order, each once.
export function bindings(): Map<string, HTMLElement> {
  const out = new Map<string, HTMLElement>();
  for (const el of document.querySelectorAll<HTMLElement>("[data-key]")) {
    const key = el.dataset.key!;
    if (!out.has(key) && usable(el)) out.set(key, el);
  }
  return out;
}

function usable(el: HTMLElement): boolean {
  return !el.hasAttribute("disabled") && (el.getClientRects().length > 0 || el.dataset.keyHidden !== undefined);
}

// typing says whether keys belong to what has the focus.
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    (target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio], [type=button], [type=submit], [type=range]")));
}

// stroke is how a key press is written: "g", "?", "Shift+ArrowRight"; nothing
// for a key that is held together with Ctrl, Alt or Meta, which are the
// browser's.
export function stroke(e: KeyboardEvent): string {
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return "";
  if (["Shift", "Control", "Alt", "Meta", "Tab", "Escape"].includes(e.key)) return "";
  const key = e.key === " " ? "Space" : e.key;
  return e.shiftKey && key.length > 1 ? "Shift+" + key : key;
}

// press does what the element is for.
export function press(el: HTMLElement): void {
  if (el.matches("input, textarea, select, [data-key-focus]")) {
    el.focus();
    if (el instanceof HTMLInputElement && el.type !== "checkbox") el.select();
    return;
  }
  el.click();
}
