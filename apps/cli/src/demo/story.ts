import { EXAMPLE_FEDERATION } from '../seed/founding';
import { serviceUsersSchema } from './dataset-schemas';
import { narrator, refusalOf } from './narrator';
import { ApiRefusal, Person, type Place } from './person';
import {
  DATASET,
  DATASETS,
  ME,
  POLICIES,
  PROPOSE_END,
  PUBLISH,
  type Me,
  type ProposalSeen,
  type ReleaseSeen,
} from './queries';
import { researchPolicy } from './research-policy';
import { serviceUsers, toCsv, withMistakes } from './service-users';
import { contribute, decide, extract, propose, show, showRelease, type Wish } from './steps';

type Role = 'ada' | 'bruno' | 'carla' | 'dario' | 'elena' | 'rita' | 'sara' | 'ugo';
export type Cast = Readonly<Record<Role, Person>>;

/** Where the story has got to: what later chapters need of earlier ones. */
export type Scene = { readonly cast: Cast; readonly federationId: string; readonly datasetId: string };

const SEED = 20261122;
const ROWS_PER_COOPERATIVE = 1_500;

/** Signs in everyone of the seeded federation, each by the link in their mail. */
export async function castOf(place: Place): Promise<Cast> {
  const entries: [string, Person][] = [];
  for (const { name, email } of EXAMPLE_FEDERATION.people) {
    const key = email.slice(0, email.indexOf('@'));
    entries.push([key, await Person.signIn(place, name.split(' ')[0] ?? name, email)]);
  }
  return Object.fromEntries(entries) as Cast;
}

export async function contributeChapter(cast: Cast): Promise<Scene> {
  narrator.chapter('Three cooperatives contribute', 1);
  const { ada, bruno, carla } = cast;
  const { federationId } = await seatOf(ada);
  const { publishDataset } = await ada.ask<{ publishDataset: { id: string; title: string } }>(PUBLISH, {
    input: {
      federationId,
      publisherId: (await seatOf(ada)).organisationId,
      title: 'Persone seguite dai servizi',
      description: 'Chi si rivolge ai servizi delle cooperative: una riga a persona.',
      needCategory: 'SOCIAL_NEEDS',
      accessRights: 'RESTRICTED',
      schema: serviceUsersSchema,
    },
  });
  const datasetId = publishDataset.id;
  narrator.sees('Ada', `publishes the dataset “${publishDataset.title}”`);

  await upload(ada, datasetId, 'aurora.csv', toCsv(rowsOf('aurora'), 'plain'));
  await upload(bruno, datasetId, 'dora.csv', toCsv(rowsOf('dora'), 'italian'));
  await upload(carla, datasetId, 'sangone.csv', withMistakes(toCsv(rowsOf('sangone'), 'plain')).bytes);
  const before = await carla.ask<{ dataset: { contributors: number } }>(DATASET, { id: datasetId });
  narrator.sees(
    'the dataset',
    `still has ${before.dataset.contributors} contributors: nothing of that file was stored`,
  );
  await upload(carla, datasetId, 'sangone-corrected.csv', toCsv(rowsOf('sangone'), 'plain'));
  const { dataset } = await ada.ask<{ dataset: { version: number; contributors: number } }>(DATASET, { id: datasetId });
  narrator.sees('the dataset', `is at version ${dataset.version}, with ${dataset.contributors} contributors`);
  return { cast, federationId, datasetId };
}

const rowsOf = (cooperative: string) => serviceUsers({ seed: SEED, rows: ROWS_PER_COOPERATIVE, cooperative });

async function upload(by: Person, datasetId: string, fileName: string, bytes: Uint8Array): Promise<void> {
  const { organisationId } = await seatOf(by);
  const { state, report, findings } = await contribute(by, { datasetId, organisationId, fileName }, bytes);
  const { delimiter, decimalMark, encoding } = report?.dialect ?? {};
  narrator.sees(by.name, `sends ${fileName}: ${state.toLowerCase()}, ${report?.rows ?? 0} rows`);
  narrator.sees('', `read as ${String(encoding)}, delimiter ${String(delimiter)}, decimal ${String(decimalMark)}`);
  for (const { row, column, code, hint } of findings) {
    narrator.sees('', `row ${row ?? '–'}, ${column ?? 'whole row'}: ${code}: ${hint}`);
  }
}

export async function seatOf(person: Person): Promise<{ organisationId: string; federationId: string }> {
  const { me } = await person.ask<Me>(ME);
  const [seat] = me.memberships;
  return { organisationId: seat?.organisation.id ?? '', federationId: seat?.federations[0]?.id ?? '' };
}

export async function proposeChapter({ cast, federationId, datasetId }: Scene): Promise<ProposalSeen> {
  narrator.chapter('A member proposes an access policy', 2);
  const { organisationId } = await seatOf(cast.rita);
  const document = researchPolicy({
    title: 'Ricerca sui bisogni per zona',
    ...{ organisationId, datasetId },
    dimensions: ['zone', 'need'],
    measures: ['hours', 'cost'],
  });
  return propose(cast.dario, federationId, document);
}

const wishOf = ({ datasetId }: Scene): Wish => ({
  datasetId,
  purpose: 'ACADEMIC_RESEARCH',
  dimensions: ['zone', 'need'],
  measures: ['hours'],
});

export async function tooEarlyChapter(scene: Scene): Promise<void> {
  narrator.chapter('Before the vote, a researcher asks', 3);
  const refusal = await refusalOf(extract(scene.cast.rita, wishOf(scene)));
  narrator.sees('Rita', `is refused: ${refusal.code}: ${refusal.message}`);
}

export async function voteChapter({ cast }: Scene, { id }: ProposalSeen): Promise<void> {
  narrator.chapter('The assembly votes', 4);
  const votes = new Map<Person, 'YES' | 'NO' | 'ABSTAIN'>([
    [cast.ada, 'YES'],
    [cast.bruno, 'YES'],
    [cast.carla, 'NO'],
    [cast.dario, 'YES'],
  ]);
  await decide(cast.dario, id, votes);
}

export async function inForceChapter({ cast, datasetId }: Scene): Promise<void> {
  narrator.chapter('The policy is in force; who may see the dataset', 5);
  for (const person of [cast.elena, cast.rita, cast.ugo]) {
    const { datasets } = await person.ask<{ datasets: { items: readonly { title: string }[] } }>(DATASETS);
    narrator.sees(
      person.name,
      `lists ${datasets.items.length} dataset(s): ${datasets.items.map(({ title }) => title).join(', ')}`,
    );
  }
  const hidden = await refusalOf(cast.ugo.ask(DATASET, { id: datasetId }));
  const absent = await refusalOf(cast.ugo.ask(DATASET, { id: '00000000-0000-7000-8000-000000000000' }));
  narrator.sees('Ugo', `asks for it by its id:   ${hidden.code}`, `asks for one that is not: ${absent.code}`);
}

export async function extractChapter(scene: Scene): Promise<ReleaseSeen> {
  narrator.chapter('The researcher gets an extract', 6);
  const { rita } = scene.cast;
  const wider = await refusalOf(extract(rita, { ...wishOf(scene), dimensions: ['zone', 'need', 'sex'] }));
  narrator.sees('Rita', `asks by sex too: ${wider.code}: ${wider.message}`);
  const release = await extract(rita, wishOf(scene));
  showRelease(rita, release);
  const csv = await rita.download(release.csv.url);
  if (csv instanceof ApiRefusal) throw csv;
  const lines = csv.toString('utf8').trim().split('\n');
  narrator.sees('Rita', 'reads the first lines:', ...lines.slice(0, 9));
  return release;
}

export async function endChapter(scene: Scene, title: string, release: ReleaseSeen): Promise<void> {
  narrator.chapter('A second vote ends the policy', 7);
  const { cast } = scene;
  const { policies } = await cast.dario.ask<{ policies: { items: readonly { id: string; title: string }[] } }>(
    POLICIES,
  );
  const policy = policies.items.find((one) => one.title === title);
  const { proposePolicyEnd } = await cast.carla.ask<{ proposePolicyEnd: ProposalSeen }>(PROPOSE_END, {
    policyId: policy?.id,
  });
  show(cast.carla, proposePolicyEnd);
  await decide(cast.carla, proposePolicyEnd.id, new Map([cast.ada, cast.bruno, cast.carla].map((who) => [who, 'YES'])));
  const refusal = await refusalOf(extract(cast.rita, wishOf(scene)));
  narrator.sees('Rita', `asks again: ${refusal.code}`);
  const download = await cast.rita.download(release.csv.url);
  if (!(download instanceof ApiRefusal)) throw new Error('The old download should have been refused.');
  narrator.sees('Rita', `opens the old download: ${download.code}`);
}
