// Says something to a screen reader without moving anything: one polite live
// region, which the page's layout holds.
export function say(words: string): void {
  const region = document.getElementById("live");
  if (region) region.textContent = words;
}
