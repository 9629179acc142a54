/** What the people of the assembly's chapter ask the public API. */
export const BODY = '{ bodies { items { id kind name statute { number document } } } }';
export const PROPOSE_STATUTE =
  'mutation ($input: ProposeStatuteInput!) { proposeStatute(input: $input) { id hash title sentences { it en } } }';
export const PROPOSE_ELECTION =
  'mutation ($input: ProposeElectionInput!) { proposeElection(input: $input) { id hash title sentences { it en } } }';
export const DRAFT = 'mutation ($input: DraftAssemblyInput!) { draftAssembly(input: $input) { id } }';
export const ADD_ITEM = 'mutation ($input: AddAgendaItemInput!) { addAgendaItem(input: $input) { agenda { id } } }';
export const CONVENE = 'mutation ($id: ID!) { conveneAssembly(id: $id) { noticeHash noticeIsShort } }';
export const OPEN_CALL = 'mutation ($input: OpenCallInput!) { openCall(input: $input) { state } }';
export const ATTEND = 'mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) { state } }';
export const LEGALITY = 'query ($id: ID!) { assembly(id: $id) { legality { state en article } } }';
export const OPEN_ITEM = 'mutation ($id: ID!) { openItem(id: $id) { id options } }';
export const CAST_RANKING = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { receipt } }';
export const CLOSE_BALLOT = `mutation ($id: ID!) { closeBallot(id: $id) {
  result { elected reason { en } root warnings { en } } exportUrl } }`;
export const CLOSE = 'mutation ($id: ID!) { closeAssembly(id: $id) { minutesHash minutes { pdfUrl } } }';
export const SIGN = 'mutation ($id: ID!, $hash: String!) { signMinutes(id: $id, hash: $hash) { chairSignedAt } }';

export type BodiesSeen = {
  readonly bodies: {
    readonly items: readonly {
      readonly id: string;
      readonly kind: string;
      readonly name: string;
      readonly statute: { readonly number: number; readonly document: StatuteSeen };
    }[];
  };
};
export type StatuteSeen = {
  readonly [part: string]: unknown;
  readonly matters: { readonly election: object } & Readonly<Record<string, object>>;
};
export type ElectionSeen = {
  readonly closeBallot: {
    readonly exportUrl: string;
    readonly result: {
      readonly elected: readonly string[];
      readonly reason: { readonly en: string };
      readonly root: string;
      readonly warnings: readonly { readonly en: string }[];
    };
  };
};
export type MinutesSeen = {
  readonly closeAssembly: { readonly minutesHash: string; readonly minutes: { readonly pdfUrl: string } };
};
