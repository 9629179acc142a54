/** What the people of the story ask the public API. */
export const ME = '{ me { id name memberships { role organisation { id name } federations { id name } } } }';

export const PUBLISH =
  'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id title version contributors } }';
export const DATASET = 'query ($id: ID!) { dataset(id: $id) { id title version contributors publisher { name } } }';
export const DATASETS = '{ datasets { items { id title contributors publisher { name } } } }';

export const SUBMIT =
  'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id uploadUrl } }';
export const CONTRIBUTION = `query ($id: ID!) { contribution(id: $id) {
  state report { rows people findingCount dialect { delimiter decimalMark encoding } }
  findings(first: 100) { row column code hint } } }`;

export const PROPOSE =
  'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id hash title sentences { it en } } }';
export const PROPOSE_END =
  'mutation ($policyId: ID!) { proposePolicyEnd(policyId: $policyId) { id hash title sentences { it en } } }';
export const OPEN = 'mutation ($input: OpenBallotInput!) { openBallot(input: $input) { id electorate closesAt } }';
export const CAST = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { ballot { id } } }';
export const BALLOT = 'query ($id: ID!) { ballot(id: $id) { outcome electorate counts { yes no abstain } } }';
export const POLICIES = '{ policies { items { id title number hash enactedBy endedAt } } }';

export const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id state } }';
export const EXTRACT = `query ($id: ID!) { extract(id: $id) { state refusal { code message } release {
  datasetVersion contributors cells { published suppressed }
  permit { policyVersionId policyHash resolution terms { minPeople minContributors } }
  csv { url sha256 bytes } parquet { url sha256 bytes } } } }`;

export type Me = {
  readonly me: {
    readonly id: string;
    readonly name: string;
    readonly memberships: readonly {
      readonly organisation: { readonly id: string; readonly name: string };
      readonly federations: readonly { readonly id: string; readonly name: string }[];
    }[];
  };
};
export type ContributionSeen = {
  readonly contribution: {
    readonly state: 'AWAITING_FILE' | 'VALIDATING' | 'ACCEPTED' | 'REJECTED';
    readonly report: {
      readonly rows: number;
      readonly people: string;
      readonly findingCount: number;
      readonly dialect: { readonly delimiter: string; readonly decimalMark: string; readonly encoding: string };
    } | null;
    readonly findings: readonly { row: number | null; column: string | null; code: string; hint: string }[];
  };
};
export type ProposalSeen = {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  readonly sentences: { readonly it: readonly string[]; readonly en: readonly string[] };
};
export type ReleaseSeen = {
  readonly datasetVersion: number;
  readonly contributors: number;
  readonly cells: { readonly published: number; readonly suppressed: number };
  readonly permit: {
    readonly policyVersionId: string;
    readonly policyHash: string;
    readonly resolution: string | null;
  };
  readonly csv: { readonly url: string; readonly sha256: string; readonly bytes: number };
  readonly parquet: { readonly url: string; readonly sha256: string; readonly bytes: number };
};
