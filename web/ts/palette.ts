// The palette (Ctrl or Cmd and K): every screen by name, and whatever the search
// finds. It lists links, so that each can be followed as one.
import { say } from "./live";

interface Found {
  title: string;
  href: string;
  note?: string;
}

interface Answer {
  groups?: { hits?: Found[] }[];
}

export function palette(): void {
  const dialog = document.getElementById("palette");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const input = dialog.querySelector<HTMLInputElement>("input")!;
  const list = dialog.querySelector("ul")!;
  const screens: Found[] = [...document.querySelectorAll<HTMLAnchorElement>("[data-screen]")].map((a) => ({ title: a.textContent!.trim(), href: a.href }));
  let asked = 0;

  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey && e.key.toLowerCase() === "k") {
      e.preventDefault();
      if (dialog.open) return dialog.close();
      input.value = "";
      show(screens);
      dialog.showModal();
      input.focus();
    }
  });
  input.addEventListener("input", () => void find());
  dialog.addEventListener("keydown", (e) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (e.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (e.key === "ArrowUp") (at <= 0 ? input : links[at - 1]).focus();
    else if (e.key === "Enter" && document.activeElement === input) links[0]?.click();
    else return;
    e.preventDefault();
  });

  async function find(): Promise<void> {
    const words = input.value.trim();
    const mine = ++asked;
    const named = screens.filter((s) => s.title.toLocaleLowerCase().includes(words.toLocaleLowerCase()));
    show(named);
    if (words.length < 2) return;
    await new Promise((wait) => setTimeout(wait, 120));
    if (mine !== asked) return;
    try {
      const answer = await fetch(`${dialog!.dataset.search}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || mine !== asked) return;
      const found = (await answer.json()) as Answer;
      show([...named, ...(found.groups ?? []).flatMap((g) => g.hits ?? [])]);
    } catch {
      // Without an answer the screens stay listed, and the search page is one of them.
    }
  }

  function show(all: Found[]): void {
    list.replaceChildren(
      ...all.slice(0, 20).map((f) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = f.href;
        const title = document.createElement("bdi");
        title.textContent = f.title;
        link.append(title);
        item.append(link);
        if (f.note) {
          const note = document.createElement("small");
          note.textContent = f.note;
          note.dir = "auto";
          item.append(" ", note);
        }
        return item;
      }),
    );
    say(`${all.length}`);
  }
}
