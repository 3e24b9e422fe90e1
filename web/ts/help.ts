// The list of keys (the dialog "keys", whose words the page's layout holds):
// shows what works here, gives a binding other keys, switches all off.
import { bindings, choice, keep, keysOf, stroke } from "./bindings";
import { say } from "./live";

export function help(): void {
  const dialog = document.getElementById("keys");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const body = dialog.querySelector("tbody")!;
  const off = dialog.querySelector<HTMLInputElement>("[data-keys-off]")!;
  off.addEventListener("change", () => keep({ ...choice(), off: off.checked }));
  dialog.querySelector("[data-keys-reset]")?.addEventListener("click", () => {
    keep({ off: false, keys: {} });
    fill();
  });

  function fill(): void {
    const c = choice();
    off.checked = c.off;
    const known = new Set<string>();
    for (const row of [...body.rows]) {
      if (row.dataset.added !== undefined) row.remove();
      else {
        known.add(row.dataset.binding!);
        show(row, c);
      }
    }
    for (const [binding, el] of bindings()) {
      if (known.has(binding)) continue;
      const row = body.insertRow();
      row.dataset.binding = binding;
      row.dataset.added = "";
      row.insertCell().append(document.createElement("kbd"));
      row.insertCell().textContent = el.dataset.keyLabel ?? el.getAttribute("aria-label") ?? el.textContent?.trim() ?? "";
      row.insertCell();
      show(row, c);
    }
  }

  function show(row: HTMLTableRowElement, c: ReturnType<typeof choice>): void {
    const binding = row.dataset.binding!;
    row.querySelector("kbd")!.textContent = keysOf(binding, c);
    const cell = row.cells[row.cells.length - 1];
    if (cell.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = dialog!.dataset.wordChange ?? "";
    button.setAttribute("aria-label", `${button.textContent}: ${row.cells[1].textContent}`);
    button.addEventListener("click", () => listen(row, binding));
    cell.append(button);
  }

  // listen takes the next keys for a binding: one, or two within a second.
  function listen(row: HTMLTableRowElement, binding: string): void {
    const kbd = row.querySelector("kbd")!;
    let keys: string[] = [];
    let timer = 0;
    kbd.textContent = dialog!.dataset.wordPress ?? "";
    say(kbd.textContent);
    const take = (e: KeyboardEvent) => {
      e.preventDefault();
      e.stopPropagation();
      const key = stroke(e);
      if (e.key === "Escape") return done(false);
      if (!key) return;
      keys.push(key);
      kbd.textContent = keys.join(" ");
      clearTimeout(timer);
      if (keys.length === 2) done(true);
      else timer = window.setTimeout(() => done(true), 1000);
    };
    const done = (take_: boolean) => {
      clearTimeout(timer);
      window.removeEventListener("keydown", take, true);
      const c = choice();
      const wanted = keys.join(" ");
      const taken = [...body.rows].some((r) => r !== row && clash(keysOf(r.dataset.binding!, c), wanted));
      if (take_ && taken) say(dialog!.dataset.wordTaken ?? "");
      else if (take_ && wanted) keep({ ...c, keys: { ...c.keys, [binding]: wanted } });
      fill();
      if (take_ && taken) row.querySelector("kbd")!.textContent += " — " + (dialog!.dataset.wordTaken ?? "");
    };
    window.addEventListener("keydown", take, true);
  }

  document.addEventListener("click", (e) => {
    const opener = e.target instanceof Element ? e.target.closest<HTMLElement>("[data-opens]") : null;
    const what = opener && document.getElementById(opener.dataset.opens!);
    if (!(what instanceof HTMLDialogElement)) return;
    e.preventDefault();
    if (what === dialog) fill();
    what.showModal();
  });
}

// clash says whether one sequence would keep the other from being typed.
function clash(a: string, b: string): boolean {
  return a === b || a.startsWith(b + " ") || b.startsWith(a + " ");
}
