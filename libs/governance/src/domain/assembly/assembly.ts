import type {
  AgendaItemId,
  AssemblyId,
  BodyId,
  FederationId,
  Id,
  OrganisationId,
  PersonId,
  ProposalId,
  ProxyId,
} from '#kernel';
import { documentHash } from '#kernel';
import type { Attendance } from '../electorate/presence';
import type { Proxy } from '../electorate/proxies';
import type { MemberId } from '../electorate/elector';
import { alreadyConvened, notSitting, wrongState } from './errors';

/** draft → convened → sitting ⇄ adjourned → closed. Adjourned: the first call is over, the second is to come. */
export const ASSEMBLY_STATES = ['draft', 'convened', 'sitting', 'adjourned', 'closed'] as const;
export type AssemblyState = (typeof ASSEMBLY_STATES)[number];

export type Assembly = {
  readonly id: AssemblyId;
  readonly bodyId: BodyId;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId | null;
  /** The version of the statute by which it is held: the one in force when it was convened. */
  readonly statuteNumber: number;
  readonly title: string;
  /** What the notice says beside the agenda. */
  readonly text: string;
  readonly place: string;
  readonly firstCallAt: Date;
  readonly secondCallAt: Date | null;
  readonly state: AssemblyState;
  readonly convenedAt: Date | null;
  readonly noticeHash: string | null;
  /** Whether it was sent later than the statute asks; then the minutes say so. */
  readonly noticeIsShort: boolean;
  /** The earliest first call that the law allows for a notice of that day. */
  readonly earliestCallAt: Date | null;
  readonly closedAt: Date | null;
  /** Who led it and who kept its minutes: in office when the first call was opened. */
  readonly chair: PersonId | null;
  readonly secretary: PersonId | null;
  readonly minutesHash: string | null;
  readonly chairSignedAt: Date | null;
  readonly secretarySignedAt: Date | null;
};

export type AgendaItem = {
  readonly id: AgendaItemId;
  readonly assemblyId: AssemblyId;
  /** From 1. */
  readonly place: number;
  /** What is to be decided, as amended so far. */
  readonly proposalId: ProposalId;
  /** Hash of the text that the notice announced; null: not announced yet. */
  readonly noticeHash: string | null;
};

export type Call = 1 | 2;
/** One call of the assembly. */
export type Sitting = { readonly call: Call; readonly openedAt: Date; readonly closedAt: Date | null };

export type MeetingProxy = Proxy & { readonly id: ProxyId; readonly itemId: AgendaItemId | null };

/** Somebody who is to be told, and the proof that they were. */
export type NoticeProof = {
  readonly memberId: MemberId;
  readonly personId: PersonId;
  readonly sentAt: Date | null;
  readonly messageId: string | null;
};

export type DocumentId = Id<'Document'>;
/** A file that members are to read before they decide: known by its bytes. */
export type AttachedDocument = {
  readonly id: DocumentId;
  readonly assemblyId: AssemblyId;
  readonly title: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly attachedBy: PersonId;
  readonly attachedAt: Date;
};

/** Everything that happened in a meeting so far. */
export type Meeting = {
  readonly assembly: Assembly;
  readonly items: readonly AgendaItem[];
  readonly sittings: readonly Sitting[];
  readonly attendances: readonly Attendance[];
  readonly proxies: readonly MeetingProxy[];
};

/** What the notice is known by: whoever kept it can show what was announced, item by item. */
export const noticeHash = (assembly: Assembly, items: readonly Pick<AgendaItem, 'place' | 'noticeHash'>[]): string =>
  documentHash({
    title: assembly.title,
    text: assembly.text,
    place: assembly.place,
    firstCallAt: assembly.firstCallAt.toISOString(),
    secondCallAt: assembly.secondCallAt?.toISOString() ?? null,
    agenda: items.map(({ place, noticeHash: text }) => ({ place, text })),
  });

/** @throws ASSEMBLY.CONVENED once its notice is out */
export function assertDraft({ id, state }: Assembly): void {
  if (state !== 'draft') throw alreadyConvened(id);
}

/** @throws ASSEMBLY.NOT_SITTING unless a call is open */
export function assertSitting({ assembly, sittings }: Pick<Meeting, 'assembly' | 'sittings'>): Sitting {
  const open = sittings.find(({ closedAt }) => closedAt === null);
  if (assembly.state !== 'sitting' || !open) throw notSitting(assembly.id);
  return open;
}

/** @throws ASSEMBLY.STATE naming the state it is in and those it would have to be in */
export function assertState({ id, state }: Assembly, ...allowed: readonly AssemblyState[]): void {
  if (!allowed.includes(state)) throw wrongState(id, state, allowed);
}
