import { documentHash } from '#kernel';
import type { Outcome } from './harvest';
import type { CataloguePage, HarvestedDistribution, HarvestedEntry } from './harvested';
import { pageKey, plainName } from './keys';

/** What is known of the entries that a page may be about. */
export type Known = {
  /** The content that this source’s own entries had, by identity; those that were removed are not among them. */
  readonly own: ReadonlyMap<string, string>;
  /** Keys of entries that the federation has from other sources. */
  readonly elsewhere: ReadonlySet<string>;
  /** Identities that were in an earlier page of this run. */
  readonly earlier: ReadonlySet<string>;
};

export type Decision = {
  readonly identity: string;
  readonly title: string | null;
  readonly outcome: Exclude<Outcome, 'removed'>;
  readonly reason: string | null;
  /** What to keep; null: nothing. */
  readonly entry: HarvestedEntry | null;
  readonly hash: string | null;
};

export const SKIPPED = {
  own: 'ENTRY.OURS',
  derived: 'ENTRY.TAKEN_FROM_US',
  duplicate: 'ENTRY.KNOWN_ELSEWHERE',
  twice: 'ENTRY.TWICE',
};

/**
 * Decides what becomes of each entry of a page.
 *
 * What is ours, or was taken from us, never comes back: so catalogues that harvest each other come to rest. What another
 * source brought already stays that source’s, until it goes away there. The same content is no change, however often it
 * is read.
 *
 * @param base address of this installation, with nothing behind it
 */
export function decide(page: CataloguePage, known: Known, base: string): Decision[] {
  const seen = new Set(known.earlier);
  const shared = sharedPages(page.entries);
  const failed = page.unreadable.map(({ identity, reason }) => decision(identity, null, 'failed', reason));
  const entries = page.entries.map((read) => {
    const entry = { ...read, keys: read.keys.filter((key) => !shared.has(key)) };
    const reason = reasonToSkip(entry, known, seen, base);
    seen.add(entry.identity);
    if (reason !== null) return decision(entry.identity, entry.title, 'skipped', reason);
    const hash = contentHash(entry);
    const before = known.own.get(entry.identity);
    const outcome = before === undefined ? 'added' : before === hash ? 'unchanged' : 'changed';
    return { ...decision(entry.identity, entry.title, outcome, null), entry, hash };
  });
  return [...failed, ...entries];
}

/** The same for the same content, in whatever syntax and order it came. */
export const contentHash = ({ keywords, themes, spatial, keys, distributions, ...entry }: HarvestedEntry): string =>
  documentHash({
    ...entry,
    ...{ keywords: sorted(keywords), themes: sorted(themes), spatial: sorted(spatial), keys: sorted(keys) },
    distributions: sorted(distributions.map(textOf)),
  });

/** Size and checksum were not always asked for: without them it is the text that is stored of earlier runs. */
const textOf = ({ bytes, hash, ...one }: HarvestedDistribution): string =>
  JSON.stringify({ ...one, ...(typeof bytes === 'number' && { bytes }), ...(typeof hash === 'string' && { hash }) });

const sorted = (texts: readonly string[]) => [...texts].sort();

function reasonToSkip(entry: HarvestedEntry, known: Known, seen: ReadonlySet<string>, base: string): string | null {
  const isOurs = (name: string) => `${plainName(name)}/`.startsWith(`${plainName(base)}/`);
  if (entry.uri !== null && isOurs(entry.uri)) return SKIPPED.own;
  if (isOurs(entry.identity)) return SKIPPED.own;
  if (entry.derivedFrom.some(isOurs)) return SKIPPED.derived;
  if (seen.has(entry.identity)) return SKIPPED.twice;
  if (!known.own.has(entry.identity) && entry.keys.some((key) => known.elsewhere.has(key))) return SKIPPED.duplicate;
  return null;
}

const decision = (
  identity: string,
  title: string | null,
  outcome: Decision['outcome'],
  reason: string | null,
): Decision => ({ identity, title, outcome, reason, entry: null, hash: null });

/** Landing pages that several entries have tell none of them apart. */
function sharedPages(entries: readonly HarvestedEntry[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { landingPage } of entries) {
    if (landingPage) counts.set(pageKey(landingPage), (counts.get(pageKey(landingPage)) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count > 1 ? [key] : [])));
}
