import { DRAWN, REQUEST_ROWS, type DrawnRelease, type DrawnSeen } from './disclosure-queries';
import { mustBe } from './narrator';
import { ApiRefusal, type Person } from './person';
import { PUBLISH, REQUEST } from './queries';
import { contribute } from './steps';
import { seatOf, type Cast, type Scene } from './story';
import { serviceUsersSchema } from './dataset-schemas';
import { serviceUsers, toCsv, type ServiceUser } from './service-users';

/** The stage of the chapter on disclosure. */
export type Stage = Scene & {
  /** The dataset whose numbers leave exactly, or hidden. */
  readonly datasetId: string;
  /** The dataset whose numbers leave with noise. */
  readonly noisyId: string;
  /** The dataset whose numbers leave rounded, or moved by cell keys. */
  readonly movedId: string;
};

const SEED = 2_611;
export const ROWS = 900;
const COOPERATIVES = ['aurora', 'dora', 'sangone'] as const;

/** Hours have a largest value, which noise has to hide, and steps in which quantiles are told. */
const schema = {
  ...serviceUsersSchema,
  fields: serviceUsersSchema.fields.map((field) =>
    field.name === 'hours' ? { ...field, maximum: 50, grid: '2.5' } : field,
  ),
};

/** Everybody who is in the three files. */
export const everybody = (): ServiceUser[] =>
  COOPERATIVES.flatMap((cooperative) => serviceUsers({ seed: SEED, rows: ROWS, cooperative }));

export async function publish({ cast: { ada }, federationId }: Scene, title: string): Promise<string> {
  const { organisationId: publisherId } = await seatOf(ada);
  const { publishDataset } = await ada.ask<{ publishDataset: { id: string } }>(PUBLISH, {
    input: {
      ...{ federationId, publisherId, title, schema },
      description: 'Una riga a persona.',
      ...{ needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED' },
    },
  });
  return publishDataset.id;
}

/** Ada, Bruno and Carla each send the people whom their cooperative supports. */
export async function contributeAll({ ada, bruno, carla }: Cast, datasetId: string): Promise<void> {
  for (const [at, by] of [ada, bruno, carla].entries())
    await send(by, datasetId, { cooperative: COOPERATIVES[at] ?? '', rows: ROWS });
}

/** @param who whose people, and how many: the first of them are always the same */
export async function send(by: Person, datasetId: string, who: { cooperative: string; rows: number }): Promise<void> {
  const { organisationId } = await seatOf(by);
  const bytes = toCsv(serviceUsers({ seed: SEED, ...who }), 'plain');
  const { state } = await contribute(by, { datasetId, organisationId, fileName: `${who.cooperative}.csv` }, bytes);
  mustBe(state === 'ACCEPTED', `${by.name}’s file is accepted`);
}

export type Question = { readonly dimensions: readonly string[]; readonly measures?: readonly string[] };

/** Requests a table. @returns its extract, once nothing more happens by itself @throws ApiRefusal if it is refused */
export async function ask(by: Person, datasetId: string, { dimensions, measures = [] }: Question) {
  const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions, measures };
  const { requestExtract } = await by.ask<{ requestExtract: { id: string } }>(REQUEST, { input });
  return settled(by, requestExtract.id);
}

/** Requests a table, and waits for it. @throws ApiRefusal if it is refused, or cannot be made */
export const draw = async (by: Person, datasetId: string, question: Question): Promise<DrawnRelease> =>
  releaseOf(await ask(by, datasetId, question));

/** Requests rows one by one, and waits for them. @throws ApiRefusal if they are refused, or cannot be made */
export async function drawRows(by: Person, datasetId: string, columns: readonly string[]): Promise<DrawnRelease> {
  const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', columns };
  const { requestMicrodata } = await by.ask<{ requestMicrodata: { id: string } }>(REQUEST_ROWS, { input });
  return releaseOf(await settled(by, requestMicrodata.id));
}

/** An extract, once it is neither being made nor as it was before. */
export const settled = async (by: Person, id: string, before = 'GRANTED'): Promise<DrawnSeen['extract']> =>
  (await by.askUntil<DrawnSeen>(DRAWN, { id }, ({ extract: { state } }) => state !== 'GRANTED' && state !== before))
    .extract;

export function releaseOf({ release, refusal, state }: DrawnSeen['extract']): DrawnRelease {
  if (!release) throw new ApiRefusal(refusal?.message ?? `The extract ended as ${state}.`, refusal?.code ?? '', null);
  return release;
}

/** The rows of a released file, its header first. */
export async function rowsOf(by: Person, { csv }: DrawnRelease): Promise<string[][]> {
  const bytes = await by.download(csv.url);
  if (bytes instanceof ApiRefusal) throw bytes;
  return bytes
    .toString('utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}
