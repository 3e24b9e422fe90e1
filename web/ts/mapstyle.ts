// How the map that pans and zooms looks: the colours and meanings of the map
// that the server draws, read from the same stylesheet.

// perPixel is how many pixels at zoom 0 a kilometre at the equator is.
const kmAtZero = 512 / 40075;

export interface Data {
  base: unknown;
  events: unknown;
  somewhere: Record<string, number>; // by province, as its outline is named
}

export function style(el: HTMLElement, data: Data): unknown {
  const css = getComputedStyle(el);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const names = Object.keys(data.somewhere);
  const name = ["get", "name"];
  const counted = names.length > 0 ? ["match", name, ...names.flatMap((n) => [n, `${n} (${data.somewhere[n]})`]), name] : name;
  const shaded = names.length > 0 ? ["case", ["in", name, ["literal", names]], colour("--m-some"), colour("--m-land")] : colour("--m-land");
  const radius = (grow: number) => ["*", ["get", "km"], kmAtZero * grow, ["/", 1, ["cos", ["*", ["get", "lat"], Math.PI / 180]]]];
  const area = { "circle-color": colour("--chart-low"), "circle-opacity": 0.22, "circle-stroke-color": colour("--chart-low"), "circle-stroke-width": 1.2,
    "circle-pitch-alignment": "map", "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, radius(1), 20, radius(2 ** 20)] };
  const province = ["==", ["get", "kind"], "province"];
  return {
    version: 8,
    sources: { base: { type: "geojson", data: data.base }, events: { type: "geojson", data: data.events } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--m-sea") } },
      { id: "ground", type: "fill", source: "base", filter: ["==", ["get", "kind"], "country"], paint: { "fill-color": colour("--m-ground"), "fill-outline-color": colour("--m-line") } },
      { id: "land", type: "fill", source: "base", filter: province, paint: { "fill-color": shaded, "fill-outline-color": colour("--m-line") } },
      { id: "borders", type: "line", source: "base", paint: { "line-color": colour("--m-line"), "line-width": 0.8 } },
      { id: "hexes", type: "fill", source: "events", filter: ["==", ["get", "kind"], "bin"],
        paint: { "fill-color": ["step", ["get", "incidents"], colour("--m-h0"), 5, colour("--m-h1"), 20, colour("--m-h2"), 100, colour("--m-h3"), 1000, colour("--m-h4")], "fill-outline-color": colour("--chart-paper") } },
      { id: "areas", type: "circle", source: "events", filter: [">", ["coalesce", ["get", "km"], 0], 0], paint: area },
      { id: "spots", type: "circle", source: "events", filter: ["==", ["get", "precision"], "exact"],
        paint: { "circle-color": colour("--chart-low"), "circle-radius": 4.5, "circle-stroke-color": colour("--chart-paper"), "circle-stroke-width": 1.2 } },
      { id: "names", type: "symbol", source: "base", filter: ["all", province, ["has", "lon"]], minzoom: 5,
        layout: { "text-field": counted, "text-font": ["sans-serif"], "text-size": 12 },
        paint: { "text-color": colour("--chart-ink"), "text-halo-color": colour("--m-land"), "text-halo-width": 1.5 } },
    ],
  };
}
