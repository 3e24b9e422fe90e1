// Where a point of the page stands in a report. A report's text is kept as bytes
// and spans are bytes of it; a browser counts UTF-16 units of text nodes. What
// stands for other bytes than its own (a control character made visible) says
// for how many: data-bytes. What is not of the report at all says zero.

const encoder = new TextEncoder();

// bytesBefore counts the bytes of the text in a container before a point.
export function bytesBefore(container: Node, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(container, 0);
  range.setEnd(node, offset);
  return count(container, range);
}

function count(node: Node, range: Range): number {
  if (!range.intersectsNode(node)) return 0;
  if (node instanceof HTMLElement && node.dataset.bytes !== undefined) {
    return before(node, range) ? Number(node.dataset.bytes) : 0;
  }
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.nodeValue ?? "";
    const upTo = node === range.endContainer ? range.endOffset : text.length;
    return encoder.encode(text.slice(0, upTo)).length;
  }
  let bytes = 0;
  for (const child of node.childNodes) {
    if (range.comparePoint(child, 0) > 0) break;
    bytes += count(child, range);
  }
  return bytes;
}

// before says whether all of a node lies before the end of a range.
function before(node: Node, range: Range): boolean {
  const all = document.createRange();
  all.selectNode(node);
  return all.compareBoundaryPoints(Range.END_TO_END, range) <= 0;
}
