// Trusted Types: the page's policy forbids making scripts of strings. MapLibre
// starts its worker by an address; exactly that one is let through, and nothing
// else is ever made markup or script.
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

export function allowWorker(worker: URL): string {
  const types = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  types?.createPolicy("default", {
    createScriptURL(url: string): string {
      if (new URL(url, location.href).href === worker.href) return url;
      throw new TypeError(`${url} is not a script of this page`);
    },
  });
  return worker.href;
}
