const MAX_DEPTH = 16;
const STRING = /"(?:[^"\\]|\\.)*"/g;

/** Whether a JSON text is nested as little as ours are: whoever walks through a deeper one runs out of stack. */
export function isShallow(json: string): boolean {
  let depth = 0;
  for (const [sign] of json.replace(STRING, '').matchAll(/[[\]{}]/g)) {
    depth += sign === '[' || sign === '{' ? 1 : -1;
    if (depth > MAX_DEPTH) return false;
  }
  return true;
}
