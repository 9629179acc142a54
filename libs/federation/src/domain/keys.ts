import { sha256 } from '#kernel';

type Named = {
  readonly uri: string | null;
  readonly identifiers: readonly string[];
  readonly landingPage: string | null;
  readonly derivedFrom: readonly string[];
};

/**
 * The names by which one dataset is recognised in two catalogues: its address, identifiers that can only be its own, and
 * its landing page. What a catalogue says that it took from elsewhere is the same as what is there.
 *
 * @returns at most 20, each once; hashed, so that their length does not matter
 */
export function keysOf({ uri, identifiers, landingPage, derivedFrom }: Named): string[] {
  const names = [uri, ...identifiers.filter(isWorldWide), ...derivedFrom].filter((name) => name !== null);
  const keys = [...names.map((name) => keyOf('id', name)), ...(landingPage ? [pageKey(landingPage)] : [])];
  return [...new Set(keys)].slice(0, 20);
}

/** A portal’s front page is the landing page of many: this key counts only where one dataset of a catalogue has it. */
export const pageKey = (landingPage: string): string => keyOf('page', landingPage);

/** As people write the same address: with or without a slash, by either protocol, in any case of the host. */
export const plainName = (name: string): string =>
  name.replace(/^https?:\/\/([^/]*)/i, (_, host: string) => host.toLowerCase()).replace(/[/#]+$/, '');

const keyOf = (kind: string, name: string) => `${kind}:${sha256(plainName(name)).slice(0, 32)}`;

/** `1` is a name in every catalogue; an address, a DOI or a UUID is one in the whole world. */
const isWorldWide = (identifier: string): boolean =>
  /^(https?:\/\/|urn:|doi:|10\.\d{4,}\/)\S{3,}/i.test(identifier) ||
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(identifier) ||
  /^[^\s:]{2,40}:[^\s]{4,}$/.test(identifier);
