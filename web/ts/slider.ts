// A slider over days on which the record changed: moving it shows the day, and
// letting it rest opens the page as it was known then. The address is the
// state, so that going back works and a link can be sent; the focus is put back
// where it was.

const held = "cairn.focus";

export function slider(): void {
  for (const range of document.querySelectorAll<HTMLInputElement>("input[type=range][data-steps]")) {
    const field = document.getElementById(range.dataset.steps!);
    if (field instanceof HTMLSelectElement) join(range, field);
  }
  restore();
}

// join ties a slider to the list that does the same without it: one step for
// each entry of the list, which is put away.
function join(range: HTMLInputElement, list: HTMLSelectElement): void {
  const form = list.form;
  const shown = document.querySelector<HTMLElement>(`output[for="${range.id}"]`);
  if (!form || list.options.length < 2) return;
  range.min = "0";
  range.max = String(list.options.length - 1);
  range.value = String(list.selectedIndex);
  range.hidden = false;
  if (shown) shown.hidden = false;
  const show = () => {
    const words = list.options[Number(range.value)].text;
    range.setAttribute("aria-valuetext", words);
    if (shown) shown.textContent = words;
  };
  let timer = 0;
  range.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      list.selectedIndex = Number(range.value);
      hold(range.id);
      form.requestSubmit();
    }, 350);
  });
  show();
}

function hold(id: string): void {
  try {
    sessionStorage.setItem(held, id);
  } catch {
    // The page still opens; only the focus starts at its top.
  }
}

function restore(): void {
  try {
    const id = sessionStorage.getItem(held);
    sessionStorage.removeItem(held);
    if (id) document.getElementById(id)?.focus({ preventScroll: true });
  } catch {
    // As above.
  }
}
