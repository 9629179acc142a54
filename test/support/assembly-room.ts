import { PRESETS, type StatuteDocument } from '#governance';
import { readMailbox, UnitOfWork, type StoredMail } from '#platform';
import { join } from 'node:path';
import type { Member } from './member';
import type { World } from './world';

export type Id = { readonly id: string };
export type Agenda = {
  readonly agenda: { id: string; proposalId: string; noticeHash: string; ballot: Ballot | null }[];
};
export type Ballot = Id & { readonly textHash: string; readonly electorate: number; readonly round: number };

export type Notices = { readonly notices: { memberId: string; sentAt: string | null; messageId: string }[] };
export type Minutes = {
  readonly hash: string;
  readonly record: object;
  readonly htmlUrl: string;
  readonly pdfUrl: string;
};

export const AGENDA = 'agenda { id proposalId noticeHash ballot { id textHash electorate round } }';

/** What is asked and said in the life of an assembly. */
export const GQL = {
  FOUND: 'mutation ($input: FoundBodyInput!) { foundBody(input: $input) { id } }',
  PROPOSE: 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id hash sentences { it } } }',
  DECIDE: 'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }',
  DRAFT:
    'mutation ($input: DraftAssemblyInput!) { draftAssembly(input: $input) { id state agenda { proposalId noticeHash } } }',
  ADD: 'mutation ($input: AddAgendaItemInput!) { addAgendaItem(input: $input) { agenda { id place proposal { title } } } }',
  REMOVE: 'mutation ($id: ID!) { removeAgendaItem(id: $id) { agenda { place proposal { title } } } }',
  CONVENE:
    'mutation ($id: ID!) { conveneAssembly(id: $id) { state convenedAt noticeHash noticeIsShort earliestCallAt } }',
  CAST: 'mutation ($input: CastVoteInput!) { castVote(input: $input) { ballot { id } receipt } }',
  AMEND: 'mutation ($input: SubmitAmendmentInput!) { submitAmendment(input: $input) { id state sentences { it } } }',
  ACCEPT: 'mutation ($ids: [ID!]!) { acceptAmendments(ids: $ids) { id hash sentences { it } } }',
  REJECT: 'mutation ($id: ID!) { rejectAmendment(id: $id) { state } }',
  COMMENT: 'mutation ($input: CommentInput!) { comment(input: $input) { id kind } }',
  GRANT: 'mutation ($input: GrantProxyInput!) { grantProxy(input: $input) { id holderId } }',
  REVOKE: 'mutation ($id: ID!) { revokeProxy(id: $id) { revokedAt } }',
  CONFLICT: 'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }',
  CALL: 'mutation ($input: OpenCallInput!) { openCall(input: $input) { state sittings { call closedAt } } }',
  ATTEND: 'mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) { id } }',
  LEAVE: 'mutation ($input: RecordLeaveInput!) { recordLeave(input: $input) { id } }',
  OPEN: 'mutation ($id: ID!) { openItem(id: $id) { id electorate round } }',
  CLOSE_BALLOT:
    'mutation ($id: ID!) { closeBallot(id: $id) { id counts { yes no } result { outcome members reason { it } } } }',
  ADJOURN: 'mutation ($id: ID!) { adjournAssembly(id: $id) { state } }',
  CLOSE: 'mutation ($id: ID!) { closeAssembly(id: $id) { state minutesHash } }',
  SIGN: 'mutation ($id: ID!, $hash: String!) { signMinutes(id: $id, hash: $hash) { chairSignedAt secretarySignedAt } }',
} as const;

/** The preset of a cooperative, with what its own statute adds: one proxy each, and who has an interest does not vote. */
const preset = PRESETS.find(({ key }) => key === 'cooperativeSpa')?.document as StatuteDocument;
export const STATUTE: StatuteDocument = {
  ...preset,
  title: 'Statuto della Cooperativa Dora',
  proxies: { maxPerHolder: 1, large: null, article: 'statuto, art. 21' },
  conflicts: { rule: 'excluded', article: 'statuto, art. 22' },
};
export const RULE = {
  schema: 'granaio-policy/1',
  title: 'Chi lavora da noi vede i nostri dati',
  permissions: [
    { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' },
    {
      assignee: { type: 'role', role: 'steward', organisations: 'federation' },
      actions: ['contribute'],
      subject: 'Dataset',
      where: 'everything',
    },
  ],
  prohibitions: [],
  validUntil: null,
};

export type Counted = {
  readonly counts: object;
  readonly result: { readonly outcome: string; readonly reason: { readonly it: string } };
};

/** The one field that was asked for. */
export const told = async <T>(by: Member, query: string, variables: Record<string, unknown> = {}): Promise<T> =>
  Object.values(await by.send<Record<string, T>>(query, variables))[0] as T;

export const assemblySeen = <T>(by: Member, id: string, fields: string): Promise<T> =>
  told<T>(by, `query ($id: ID!) { assembly(id: $id) { ${fields} } }`, { id });

type Discussion = {
  readonly comments: { items: object[] };
  readonly amendments: { items: object[] };
  readonly clauses: { address: string }[];
};

export const discussionOf = (by: Member, id: string): Promise<Discussion> =>
  told(by, `query ($id: ID!) { proposal(id: $id) { ${DISCUSSION} } }`, { id });

const DISCUSSION =
  'comments { items { kind answers } } amendments { items { state conflictsWith } } clauses { address name { it } text }';

export const mailbox = ({ config }: World): Promise<StoredMail[]> => readMailbox(join(config.dataDirectory, 'mail'));

const MS_PER_DAY = 86_400_000;
const ROME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** A time of the cooperative's own clock, so many days from now. */
export const localTime = async (world: World, days: number, time: string): Promise<string> => {
  const now = await world.app.get(UnitOfWork).now();
  return `${ROME.format(new Date(now.getTime() + days * MS_PER_DAY))}T${time}`;
};

/** Lets the time pass until then. */
export const until = async (world: World, instant: string): Promise<void> => {
  const now = await world.app.get(UnitOfWork).now();
  world.clock.advanceMinutes((new Date(instant).getTime() - now.getTime()) / 60_000 + 1);
};

/** Expects a no, by its code. */
export const refused = (attempt: Promise<unknown>, code: string): Promise<void> =>
  expect(attempt).rejects.toMatchObject({ code });
