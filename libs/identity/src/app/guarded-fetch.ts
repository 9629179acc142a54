const MAX_ANSWER_BYTES = 256 * 1024;

type Asked = Omit<RequestInit, 'redirect'>;

/**
 * A fetch for addresses that other people named: it speaks to trusted addresses only, follows no redirect and reads no
 * more than 256 KiB. How long it may take is for the caller's signal.
 */
export const guardedFetch =
  (isTrusted: (url: URL) => boolean) =>
  async (address: string, asked: Asked): Promise<Response> => {
    if (!isTrusted(new URL(address))) throw new Error('This address is not one to speak to.');
    return whole(await fetch(address, { ...asked, redirect: 'manual' }));
  };

async function whole(response: Response): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop hangs up.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return new Response(bytes > 0 ? Buffer.concat(chunks) : null, { status: response.status, headers });
}
