import { SystemClock } from '#kernel';
import { narrator } from './narrator';
import { ApiRefusal, type Person } from './person';
import {
  BALLOT,
  CAST,
  CONTRIBUTION,
  EXTRACT,
  OPEN,
  PROPOSE,
  REQUEST,
  SUBMIT,
  type ContributionSeen,
  type ProposalSeen,
  type ReleaseSeen,
} from './queries';

export type Upload = { readonly datasetId: string; readonly organisationId: string; readonly fileName: string };

/** Announces a file, sends it, and waits for the verdict. */
export async function contribute(by: Person, upload: Upload, bytes: Uint8Array) {
  const { submitContribution } = await by.ask<{ submitContribution: { id: string; uploadUrl: string } }>(SUBMIT, {
    input: upload,
  });
  await by.upload(submitContribution.uploadUrl, bytes);
  const { contribution } = await by.askUntil<ContributionSeen>(
    CONTRIBUTION,
    { id: submitContribution.id },
    ({ contribution: { state } }) => state === 'ACCEPTED' || state === 'REJECTED',
  );
  return contribution;
}

/** Proposes a policy and shows everyone what it says. */
export async function propose(by: Person, federationId: string, document: object): Promise<ProposalSeen> {
  const { proposePolicy } = await by.ask<{ proposePolicy: ProposalSeen }>(PROPOSE, {
    input: { federationId, document },
  });
  show(by, proposePolicy);
  return proposePolicy;
}

export function show(by: Person, { sentences, hash, title }: ProposalSeen): void {
  narrator.sees(by.name, `proposes “${title}”`);
  narrator.sees('  it', ...sentences.it);
  narrator.sees('  en', ...sentences.en);
  narrator.sees('  hash', hash);
}

const BALLOT_SECONDS = 6;

/** Opens the ballot, has everyone vote, and waits for the closing time and the job that counts. */
export async function decide(by: Person, proposalId: string, votes: ReadonlyMap<Person, 'YES' | 'NO' | 'ABSTAIN'>) {
  const closesAt = new Date(new SystemClock().now().getTime() + BALLOT_SECONDS * 1_000).toISOString();
  const { openBallot } = await by.ask<{ openBallot: { id: string; electorate: number } }>(OPEN, {
    input: { proposalId, closesAt },
  });
  narrator.sees(by.name, `opens the ballot: ${openBallot.electorate} members are entitled, it closes at ${closesAt}`);
  for (const [person, choice] of votes) {
    await person.ask(CAST, { input: { ballotId: openBallot.id, choice } });
    narrator.sees(person.name, `votes ${choice.toLowerCase()}`);
  }
  const { ballot } = await by.askUntil<BallotSeen>(
    BALLOT,
    { id: openBallot.id },
    ({ ballot: { outcome } }) => !!outcome,
  );
  const { yes = 0, no = 0, abstain = 0 } = ballot.counts ?? {};
  narrator.sees('the assembly', `${String(ballot.outcome)}: yes ${yes}, no ${no}, abstentions ${abstain}`);
  return { id: openBallot.id, outcome: ballot.outcome };
}

type BallotSeen = {
  readonly ballot: {
    readonly outcome: string | null;
    readonly counts: { yes: number; no: number; abstain: number } | null;
  };
};

export type Wish = {
  readonly datasetId: string;
  readonly purpose: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** Requests an extract and waits for its release. @throws ApiRefusal if no policy allows it, or it cannot be made */
export async function extract(by: Person, wish: Wish): Promise<ReleaseSeen> {
  const seen = await ended(by, wish);
  const { release, refusal, state } = seen;
  if (!release) throw new ApiRefusal(refusal?.message ?? `The extract ended as ${state}.`, refusal?.code ?? '', null);
  return release;
}

/** Requests an extract and waits for what becomes of it. @throws ApiRefusal if no policy allows it */
export async function ended(by: Person, wish: Wish): Promise<ExtractSeen> {
  const { requestExtract } = await by.ask<{ requestExtract: { id: string } }>(REQUEST, { input: wish });
  const { extract: seen } = await by.askUntil<{ extract: ExtractSeen }>(
    EXTRACT,
    { id: requestExtract.id },
    ({ extract: { state } }) => state !== 'GRANTED',
  );
  return seen;
}

type ExtractSeen = {
  readonly state: string;
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly release: ReleaseSeen | null;
};

export function showRelease(by: Person, { cells, csv, parquet, permit, datasetVersion }: ReleaseSeen): void {
  narrator.sees(
    by.name,
    `gets a release of version ${datasetVersion}`,
    `${cells.published} cells shown, ${cells.suppressed} suppressed`,
    `CSV      ${csv.bytes} bytes, SHA-256 ${csv.sha256}`,
    `Parquet  ${parquet.bytes} bytes, SHA-256 ${parquet.sha256}`,
    `allowed by policy version ${permit.policyVersionId} (${permit.policyHash.slice(0, 16)}…)`,
    `adopted by ballot ${permit.resolution ?? '(founding)'}`,
  );
}
