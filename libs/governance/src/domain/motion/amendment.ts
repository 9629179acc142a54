import { canonicalJson, CommonsError, documentHash } from '#kernel';
import { applyPatch } from 'rfc6902';
import { clauseAt, clausesOf, isOptional, listsOf, type Clauses, type DocumentKind } from './clause';
import { conflictBetween } from './conflict';
import { conflictingAmendments, invalidAmendment, noClause, nothingChanged, otherText } from './errors';
import { addsToList, parseAmendment, type Amendment, type Operation } from './operation';

/**
 * What somebody wants of a clause. To remove what is not in a list is to leave it open or out, which its kind may not
 * allow; to replace what was left out is to put it in.
 */
export type Change =
  | { readonly kind: 'replace'; readonly text: unknown }
  | { readonly kind: 'remove' }
  | { readonly kind: 'add'; readonly text: unknown };

/**
 * Writes what somebody wants of a clause as an amendment, and checks that the motion would be whole with it.
 *
 * @param base the motion's text as it stands
 * @param address of the clause, `permissions/2`; to add one, of the list: `permissions`
 * @returns the amendment, with the new clause as its kind of document writes it
 * @throws AMENDMENT.NO_CLAUSE, AMENDMENT.EMPTY, AMENDMENT.INVALID
 */
export function amendmentOf<T extends object>(
  kind: DocumentKind<T>,
  base: T,
  address: string,
  wanted: Change,
): Amendment {
  const baseHash = documentHash(base);
  const asked = parseAmendment({ baseHash, operations: operationsOf(kind.clauses, base, address, wanted) });
  const amended = applyAmendments(kind, base, [asked]);
  if (wanted.kind === 'remove') return asked;
  const added = wanted.kind === 'add' ? clausesOf(kind.clauses, amended) : [];
  const last = added.filter((clause) => clause.address.startsWith(`${address}/`)).at(-1)?.address;
  const written = clauseAt(kind.clauses, amended, last ?? address).text;
  return { baseHash, operations: operationsOf(kind.clauses, base, address, { ...wanted, text: written }) };
}

/**
 * Makes the text that a motion has with all of these amendments, which are applied at once: every address is one of the
 * text as it was proposed, so what removes clause 0 does not move clause 2. Their order says nothing; clauses that are
 * added stand at the end, in the order of their canonical texts.
 *
 * @param base the motion's text as it stands
 * @returns a whole document of its kind, parsed again
 * @throws AMENDMENT.OTHER_TEXT, AMENDMENT.NO_CLAUSE, AMENDMENT.EMPTY, AMENDMENT.CONFLICT; AMENDMENT.INVALID where the
 *   text would be none of its kind, also where each amendment by itself would do
 */
export function applyAmendments<T extends object>(kind: DocumentKind<T>, base: T, amendments: readonly Amendment[]): T {
  const hash = documentHash(base);
  amendments.forEach((one, at) => {
    if (one.baseHash !== hash) throw otherText();
    assertClause(kind.clauses, base, one);
    assertChanges(one);
    for (const other of amendments.slice(at + 1)) {
      const conflict = conflictBetween(one, other);
      if (conflict) throw conflictingAmendments(conflict.address);
    }
  });
  const text: unknown = JSON.parse(canonicalJson(base));
  const results = applyPatch(text, patchOf(amendments));
  if (results.some((error) => error !== null)) throw otherText();
  const amended = parsedBy(kind, text);
  if (amendments.length > 0 && documentHash(amended) === hash) throw nothingChanged();
  return amended;
}

function operationsOf<T extends object>(clauses: Clauses<T>, base: T, address: string, wanted: Change): Operation[] {
  if (wanted.kind === 'add') {
    if (!listsOf(clauses).includes(address)) throw noClause(address, listsOf(clauses));
    return [{ op: 'add', path: `/${address}/-`, value: wanted.text }];
  }
  const { pointer: path, text: before } = clauseAt(clauses, base, address);
  const says: Operation = { op: 'test', path, value: before };
  if (before === null && isOptional(clauses, address)) {
    if (wanted.kind === 'remove') throw nothingChanged();
    return [{ op: 'add', path, value: wanted.text }];
  }
  if (wanted.kind === 'replace') return [says, { op: 'replace', path, value: wanted.text }];
  return [says, mayLeave(clauses, address) ? { op: 'remove', path } : { op: 'replace', path, value: null }];
}

/** Items of a list, and what documents may leave out: a part removed as a whole would take others' clauses along. */
const mayLeave = (clauses: object, address: string): boolean =>
  isOptional(clauses, address) || listsOf(clauses).some((list) => address.startsWith(`${list}/`));

/** What comes later in the list goes first, so that nothing moves before its turn. */
const RANK: Record<Operation['op'], number> = { test: 0, replace: 1, remove: 2, add: 3 };

function patchOf(amendments: readonly Amendment[]): Operation[] {
  return amendments
    .flatMap(({ operations }) => operations)
    .sort((a, b) => RANK[a.op] - RANK[b.op] || (a.op === 'add' ? byText(a, b) : positionOf(b) - positionOf(a)));
}

const byText = (a: Operation, b: Operation) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1);
const positionOf = ({ path }: Operation) => Number(/\d+$/.exec(path)?.[0] ?? 0);

function assertClause<T extends object>(clauses: Clauses<T>, base: T, { operations }: Amendment): void {
  const lists = listsOf(clauses);
  for (const operation of operations) {
    const address = operation.path.slice(1).replace(/\/-$/, '');
    if (addsToList(operation)) {
      if (!lists.includes(address)) throw noClause(address, lists);
      continue;
    }
    const { text } = clauseAt(clauses, base, address);
    const isLeftOut = text === null && isOptional(clauses, address);
    if (operation.op === 'add' && !isLeftOut) throw noClause(address, lists);
    if (operation.op === 'remove') assertMayLeave(clauses, address);
  }
}

function assertMayLeave(clauses: object, address: string): void {
  if (!mayLeave(clauses, address)) throw invalidAmendment(`${address} can be changed, not removed.`);
}

function assertChanges({ operations: [before, after] }: Amendment): void {
  if (before?.op !== 'test' || after?.op !== 'replace') return;
  if (canonicalJson(before.value) === canonicalJson(after.value)) throw nothingChanged();
}

function parsedBy<T>(kind: DocumentKind<T>, text: unknown): T {
  try {
    return kind.parse(text);
  } catch (error) {
    if (error instanceof CommonsError && error.kind === 'invalid') throw invalidAmendment(error.message, error.details);
    throw error;
  }
}
