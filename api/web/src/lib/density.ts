// How large a PNG is in print.

export const DPI = 300;
// A picture of a page's width, inches; a wider one on the screen is printed smaller.
export const PRINTED = 7.1;

// Bytes of a PNG before its second chunk: its signature, and the chunk of its size.
const HEAD = 33;
// The letters pHYs as a number.
const PHYS = 0x70485973;

/** A PNG that says how many dots of it make an inch, in its chunk pHYs. */
function dense(content: ArrayBuffer, dpi: number): ArrayBuffer {
  const chunk = new DataView(new ArrayBuffer(21));
  const each = Math.round(dpi / 0.0254);
  chunk.setUint32(0, 9);
  chunk.setUint32(4, PHYS);
  chunk.setUint32(8, each);
  chunk.setUint32(12, each);
  chunk.setUint8(16, 1);
  chunk.setUint32(17, checksum(new Uint8Array(chunk.buffer, 4, 13)));
  const whole = new Uint8Array(content.byteLength + 21);
  whole.set(new Uint8Array(content, 0, HEAD));
  whole.set(new Uint8Array(chunk.buffer), HEAD);
  whole.set(new Uint8Array(content, HEAD), HEAD + 21);
  return whole.buffer;
}

/** CRC-32, as PNG counts it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** What is drawn as a PNG of 300 dots an inch. */
export async function densely(canvas: HTMLCanvasElement): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((then) => {
    canvas.toBlob(then, "image/png");
  });
  return blob && new Blob([dense(await blob.arrayBuffer(), DPI)], { type: "image/png" });
}
