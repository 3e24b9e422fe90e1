// The little of MapLibre GL JS that map.ts uses. The library itself is served
// beside, unchanged (static/maplibre-gl.mjs, BSD-3).
export type LngLatBounds = { getWest(): number; getSouth(): number; getEast(): number; getNorth(): number };
export interface Feature {
  properties: Record<string, string | number>;
}
export declare class Map {
  constructor(options: Record<string, unknown>);
  addControl(control: unknown, position?: string): this;
  on(event: string, layerOrListener: string | ((e: unknown) => void), listener?: (e: { features?: Feature[] }) => void): this;
  once(event: string, listener: () => void): this;
  getBounds(): LngLatBounds;
  getZoom(): number;
  getCanvas(): HTMLCanvasElement;
  getContainer(): HTMLElement;
  getSource(id: string): { setData(data: unknown): void } | undefined;
  setStyle(style: unknown, options?: { diff: boolean }): this;
  fitBounds(bounds: [number, number, number, number], options?: Record<string, unknown>): this;
  remove(): void;
}
export declare class NavigationControl {
  constructor(options?: Record<string, unknown>);
}
export declare class ScaleControl {
  constructor(options?: Record<string, unknown>);
}
export declare function setWorkerUrl(url: string): void;
