// The map that pans and zooms, in place of the one that the server drew. It
// shows the same: outlines from this server, events as areas or as hexagons
// when they are many. Where the view moves, the address, the form and the links
// move with it. Without WebGL the server's map stays.
import { Map as View, NavigationControl, ScaleControl, setWorkerUrl } from "./maplibre-gl.mjs";
import { say } from "./live";
import { type Data, style } from "./mapstyle";
import { allowWorker } from "./trusted";

interface Events {
  binned?: boolean;
  somewhere?: Record<string, number>;
  bbox?: [number, number, number, number];
  features: unknown[];
}

async function start(el: HTMLElement): Promise<void> {
  setWorkerUrl(allowWorker(new URL("./maplibre-gl-worker.mjs", import.meta.url)));
  const [base, events] = await Promise.all([get(el.dataset.base!), get(el.dataset.events!) as Promise<Events>]);
  const data: Data = { base, events, somewhere: events.somewhere ?? {} };
  const box = JSON.parse(el.dataset.bbox ?? "null") as [number, number, number, number] | null;
  const stage = document.createElement("div");
  stage.className = "map-stage";
  el.prepend(stage);
  const view = new View({
    container: stage, style: style(el, data), bounds: box ?? events.bbox, fitBoundsOptions: { padding: 24, animate: false, maxZoom: 8 },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 13, renderWorldCopies: false, canvasContextAttributes: { antialias: true },
  });
  view.addControl(new NavigationControl({ showCompass: false }));
  view.addControl(new ScaleControl({}));
  view.getCanvas().setAttribute("aria-label", el.dataset.label ?? "");
  await new Promise<void>((ready, broken) => {
    view.once("idle", ready);
    view.on("error", (e) => broken((e as { error?: unknown }).error));
  }).catch((why) => {
    view.remove();
    throw why;
  });
  el.dataset.ready = "true";
  el.querySelector("[data-drawn]")?.setAttribute("hidden", "");

  let binned = events.binned === true;
  view.on("moveend", () => {
    const box = bounds(view);
    address(box);
    if (binned) void refresh(box);
  });
  for (const layer of ["spots", "areas"]) {
    view.on("click", layer, (e) => choose(el, e.features ?? []));
    view.on("mouseenter", layer, () => (view.getCanvas().style.cursor = "pointer"));
    view.on("mouseleave", layer, () => (view.getCanvas().style.cursor = ""));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.setStyle(style(el, data), { diff: true }));

  let asked = 0;
  async function refresh(box: number[]): Promise<void> {
    const mine = ++asked;
    const url = new URL(el.dataset.events!, location.href);
    url.searchParams.set("bbox", box.join(","));
    url.searchParams.set("zoom", view.getZoom().toFixed(1));
    const fresh = (await get(url.href)) as Events;
    if (mine !== asked) return;
    binned = fresh.binned === true || binned;
    data.events = fresh;
    view.getSource("events")?.setData(fresh);
  }
}

async function get(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

function bounds(view: View): [number, number, number, number] {
  const b = view.getBounds();
  const round = (n: number, least: number, most: number) => Math.round(Math.min(Math.max(n, least), most) * 1000) / 1000;
  return [round(b.getWest(), -180, 180), round(b.getSouth(), -90, 90), round(b.getEast(), -180, 180), round(b.getNorth(), -90, 90)];
}

// address keeps the view in the address, and in every link and form of this page.
function address(box: number[]): void {
  const value = box.join(",");
  const url = new URL(location.href);
  url.searchParams.set("bbox", value);
  history.replaceState(history.state, "", url);
  document.querySelector("[data-moved]")?.removeAttribute("hidden");
  for (const field of document.querySelectorAll<HTMLInputElement>("input[name=bbox]")) {
    field.disabled = false;
    field.value = value;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-keeps-view]")) {
    const to = new URL(link.href);
    to.searchParams.set("bbox", value);
    link.href = to.href;
  }
}

// choose lists what was pointed at as links: a person decides which to open.
function choose(el: HTMLElement, features: { properties: Record<string, string | number> }[]): void {
  const list = el.querySelector("[data-chosen]");
  if (!list) return;
  const seen = new Set<string>();
  const items: HTMLElement[] = [];
  for (const f of features) {
    const id = String(f.properties.id ?? "");
    if (!id || seen.has(id)) continue;
    seen.add(id);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = String(f.properties.href ?? "");
    link.setAttribute("dir", "auto");
    link.textContent = String(f.properties.title ?? id);
    item.append(link);
    items.push(item);
  }
  list.replaceChildren(...items.slice(0, 50));
  say(items.map((i) => i.textContent).join("; "));
}

const el = document.querySelector<HTMLElement>("[data-map]");
if (el) {
  start(el).catch((why) => {
    el.querySelector(".map-stage")?.remove();
    console.warn("the map stays as the server drew it:", why);
  });
}
