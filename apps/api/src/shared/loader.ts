import DataLoader from 'dataloader';
import type { RequestContext } from './request-context';

type Fetch<Key, Value> = (keys: readonly Key[], request: RequestContext) => Promise<readonly (Value | undefined)[]>;

/**
 * Loads what the fields of one request ask for in one go, each thing once. Nothing is kept beyond the request, so what
 * one caller was shown never reaches another.
 *
 * @param fetch names the loader, so give the same function each time; answers in the order of its keys, with what the
 *   caller of this request may know
 */
export function loaderOf<Key, Value>(
  request: RequestContext,
  fetch: Fetch<Key, Value>,
): DataLoader<Key, Value | undefined> {
  const known = request.loaders.get(fetch);
  if (known) return known as DataLoader<Key, Value | undefined>;
  const loader = new DataLoader<Key, Value | undefined>((keys) => fetch(keys, request));
  request.loaders.set(fetch, loader);
  return loader;
}
