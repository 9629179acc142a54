/**
 * Bytes as the text that they are in an encoding; what is no text in it becomes U+FFFD.
 *
 * @param encoding a label of the Encoding Standard, `windows-1252`
 * @param goesOn the bytes are the beginning of more: half a character at their end is left out
 * @throws RangeError for a label that nobody knows
 * @see https://encoding.spec.whatwg.org
 */
export function decoded(bytes: Uint8Array, encoding: string, goesOn = false): string {
  const decoder = new TextDecoder(encoding);
  // In one go Node 20 takes Windows-1252 for Latin-1: its euro sign and its apostrophe would become control characters.
  const text = decoder.decode(bytes, { stream: true });
  return goesOn ? text : text + decoder.decode();
}
