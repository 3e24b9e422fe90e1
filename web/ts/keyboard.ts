// The keyboard: single keys and sequences, never while somebody types, never
// together with Ctrl, and never the only way to do a thing.
import { bindings, choice, keysOf, press, stroke, typing } from "./bindings";

const patience = 1200; // milliseconds between the keys of a sequence

export function keyboard(): void {
  let typed: string[] = [];
  let last = 0;
  document.addEventListener("keydown", (e) => {
    const key = stroke(e);
    if (!key || e.defaultPrevented || typing(e.target)) return;
    const c = choice();
    if (c.off || document.querySelector("dialog[open]")) return;
    typed = e.timeStamp - last > patience ? [key] : [...typed, key];
    last = e.timeStamp;
    const all = [...bindings()].map(([binding, el]) => ({ keys: keysOf(binding, c), el }));
    let sequence = typed.join(" ");
    let hit = all.find((b) => b.keys === sequence);
    if (!hit && typed.length > 1 && !all.some((b) => b.keys.startsWith(sequence + " "))) {
      typed = [key]; // a false start does not swallow the key after it
      sequence = key;
      hit = all.find((b) => b.keys === sequence);
    }
    if (hit) {
      typed = [];
      e.preventDefault();
      press(hit.el);
      return;
    }
    if (step(key, e)) typed = [];
  });
  for (const [binding, el] of bindings()) el.setAttribute("aria-keyshortcuts", keysOf(binding));
}

// opener is what opens an item of a list.
function opener(item: HTMLElement): HTMLElement | null {
  return item.querySelector<HTMLElement>("[data-open]") ?? item.querySelector<HTMLElement>("a, button, [tabindex]");
}

// step moves among the items of a list: j and k, or the arrows where an item
// has the focus already; o opens one.
function step(key: string, e: KeyboardEvent): boolean {
  const items = [...document.querySelectorAll<HTMLElement>("[data-item]")].filter((el) => el.getClientRects().length > 0);
  const at = items.findIndex((el) => el.contains(document.activeElement));
  const c = choice();
  if (key === keysOf("o", c) && at >= 0) {
    e.preventDefault();
    opener(items[at])?.click();
    return true;
  }
  const by = key === keysOf("j", c) || (at >= 0 && key === "ArrowDown") ? 1 : key === keysOf("k", c) || (at >= 0 && key === "ArrowUp") ? -1 : 0;
  if (by === 0 || items.length === 0) return false;
  const to = items[Math.max(0, Math.min(items.length - 1, at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by))];
  const focus = to.matches("a, button, [tabindex]") ? to : opener(to);
  if (!focus) return false;
  e.preventDefault();
  focus.focus();
  focus.scrollIntoView({ block: "nearest" });
  return true;
}
