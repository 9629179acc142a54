import type { EventId } from '#kernel';
import type { Journal, JournalEntry, Queryable } from '#platform';
import type { AuditStore } from '../db/audit.store';
import { eventLeaf } from '../domain/leaf';
import type { Head, Seal } from '../domain/seal';
import { broken, checkBatch, checkSeal, type Break, type CheckedLeaf, type Verdict } from '../domain/verdict';

const PAGE = 1_000;
/** Below every number and position, so that a forged zero or negative one is met as well. */
const BEFORE_ALL = -2_147_483_648;

export type VerifyOptions = {
  /** A head kept outside of this database: minutes, a mail. Without it, cutting off the end can go unseen. */
  readonly published?: Head;
  /** Called after each seal. */
  readonly onProgress?: (events: number) => void;
};

/** One pass over the whole log, in order, holding no more than a batch in memory. All reads must see one moment. */
export class LogVerification {
  constructor(
    private readonly db: Queryable,
    private readonly journal: Journal,
    private readonly store: AuditStore,
  ) {}

  async run({ published, onProgress }: VerifyOptions): Promise<Verdict> {
    const leaves = this.leaves();
    let last: Seal | undefined;
    for await (const seal of this.seals()) {
      const found = checkSeal(last, seal, published) ?? checkBatch(seal, await take(leaves, seal.count));
      if (found) return found;
      last = seal;
      onProgress?.(eventsUpTo(last));
    }
    return (await checkEnd(leaves, last, published)) ?? (await this.conclude(last));
  }

  private async conclude(last: Seal | undefined): Promise<Verdict> {
    const { sealed, unsealed } = await this.journal.count(this.db);
    const events = eventsUpTo(last);
    if (sealed !== events) return this.foreignEvent();
    const head = last ? { number: last.number, hash: last.hash } : null;
    return { whole: true, events, seals: last?.number ?? 0, unsealed, head };
  }

  private async *seals(): AsyncGenerator<Seal, undefined> {
    for (let after = BEFORE_ALL; ;) {
      const page = await this.store.sealsAfter(this.db, after, PAGE);
      yield* page;
      const end = page.at(-1);
      if (!end) return;
      after = end.number;
    }
  }

  private async *leaves(): AsyncGenerator<CheckedLeaf, undefined> {
    for (let after = BEFORE_ALL; ;) {
      const page = await this.store.leavesAfter(this.db, after, PAGE);
      const entries = await this.journal.find(
        this.db,
        page.map((leaf) => leaf.eventId),
      );
      const events = new Map(entries.map((entry) => [entry.id, { hash: eventLeaf(entry), sealed: entry.sealed }]));
      yield* page.map((leaf) => ({ ...leaf, event: events.get(leaf.eventId) }));
      const end = page.at(-1);
      if (!end) return;
      after = end.position;
    }
  }

  /** Every leaf has its event; if there are more sealed events than leaves, one came in by another door. */
  private async foreignEvent(): Promise<Break> {
    for (let after = BigInt(BEFORE_ALL); ;) {
      const page = await this.journal.entries(this.db, after, PAGE);
      const end = page.at(-1);
      if (!end) return broken('LEAF.FOREIGN', {}, 'There are more leaves than sealed events: one has two of them.');
      const found = await this.foreignAmong(page.filter((entry) => entry.sealed));
      if (found) return foreign(found.id);
      after = end.seq;
    }
  }

  private async foreignAmong(sealed: readonly JournalEntry[]): Promise<JournalEntry | undefined> {
    const known = await this.store.sealedAmong(
      this.db,
      sealed.map((entry) => entry.id),
    );
    return sealed.find((entry) => !known.has(entry.id));
  }
}

/** Positions count from 1 without a gap, so the last one is also how many there are. */
const eventsUpTo = (seal: Seal | undefined) => (seal ? seal.firstPosition + seal.count - 1 : 0);

const foreign = (eventId: EventId) =>
  broken(
    'EVENT.FOREIGN',
    { eventId },
    `The event ${eventId} is marked as sealed, but no seal covers it: it was forged, or its seal was cut off.`,
  );

async function take<T>(source: AsyncGenerator<T, undefined>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = await source.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function checkEnd(
  leaves: AsyncGenerator<CheckedLeaf, undefined>,
  last: Seal | undefined,
  published: Head | undefined,
): Promise<Break | undefined> {
  const number = last?.number ?? 0;
  if (published && published.number > number) {
    const at = { seal: number + 1, position: eventsUpTo(last) + 1 };
    return broken('END.CUT_OFF', at, `Seal ${published.number} was published, but the log ends with seal ${number}.`);
  }
  const [leaf] = await take(leaves, 1);
  if (!leaf) return undefined;
  const at = { seal: number + 1, position: leaf.position, eventId: leaf.eventId };
  return broken('END.CUT_OFF', at, `No seal covers the leaf at position ${leaf.position}: seals were cut off.`);
}
