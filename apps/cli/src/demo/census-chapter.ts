import { readCensus, type Census } from './census';
import { join } from 'node:path';
import { narrator } from './narrator';
import { ApiRefusal, type Person } from './person';
import { PUBLISH } from './queries';
import { researchPolicy } from './research-policy';
import { contribute, decide, extract, propose, showRelease } from './steps';
import { seatOf, type Scene } from './story';

/** The same road with real input: the census sections of Torino, 2011. */
export async function censusChapter({ cast, federationId }: Scene, sharedData: string): Promise<void> {
  narrator.chapter('Real input: the census of Torino takes the same road');
  const census = await readCensus(join(sharedData, 'territorial', 'torino'));
  const datasetId = await publish(cast.ada, federationId, census);
  await contributeAll([cast.ada, cast.bruno, cast.carla], datasetId, census);

  const { organisationId } = await seatOf(cast.rita);
  const { id } = await propose(cast.elena, federationId, policyOn(datasetId, organisationId));
  await decide(cast.elena, id, new Map([cast.ada, cast.bruno, cast.carla].map((who) => [who, 'YES'])));

  const release = await extract(cast.rita, {
    datasetId,
    purpose: 'ACADEMIC_RESEARCH',
    dimensions: ['district', 'zone'],
    measures: ['foreigners', 'families'],
  });
  showRelease(cast.rita, release);
  const csv = await cast.rita.download(release.csv.url);
  if (csv instanceof ApiRefusal) throw csv;
  const rows = csv
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const byDistrict = rows.filter(([district, zone]) => district !== 'district' && zone === '_T');
  narrator.sees('Rita', 'reads the districts (of all zones):');
  narrator.table(rows[0] ?? [], byDistrict);
}

async function publish(by: Person, federationId: string, { schema }: Census): Promise<string> {
  const { organisationId } = await seatOf(by);
  const { publishDataset } = await by.ask<{ publishDataset: { id: string } }>(PUBLISH, {
    input: {
      ...{ federationId, publisherId: organisationId, schema },
      title: 'Popolazione residente a Torino, censimento 2011',
      description: 'Sezioni di censimento con zona statistica e circoscrizione (ISTAT, 2011).',
      needCategory: 'MICRO_COMMUNITY_DEMOGRAPHICS',
      accessRights: 'PUBLIC',
    },
  });
  return publishDataset.id;
}

async function contributeAll(stewards: readonly Person[], datasetId: string, census: Census): Promise<void> {
  const sent = await Promise.all(
    stewards.map((by, at) => contributeSections(by, datasetId, { at, bytes: census.contributions[at] ?? Buffer.of() })),
  );
  for (const { name, told } of sent) narrator.sees(name, told);
  const total = sent.reduce((sum, { residents }) => sum + residents, 0n);
  narrator.sees('all three', `hold ${total.toLocaleString('en')} residents before protection`);
  if (total !== census.residents) throw new Error(`The files have ${census.residents} residents.`);
  const outside = census.unmatched.reduce((sum, { residents }) => sum + residents, 0);
  const names = census.unmatched.map(({ number, residents }) => `${number} (${residents})`).join(', ');
  narrator.sees('', `sections ${names} match no zone: ${outside.toLocaleString('en')} residents`);
}

/** @returns the residents that the report counts, and what is told of the file when all are there */
async function contributeSections(
  by: Person,
  datasetId: string,
  { at, bytes }: { at: number; bytes: Buffer },
): Promise<{ name: string; told: string; residents: bigint }> {
  const { organisationId } = await seatOf(by);
  const { state, report } = await contribute(
    by,
    { datasetId, organisationId, fileName: `sezioni-${at + 1}.csv` },
    bytes,
  );
  const { rows, people } = report ?? { rows: 0, people: '0' };
  const told = `sends ${rows} sections with ${people} residents: ${state.toLowerCase()}`;
  return { name: by.name, told, residents: BigInt(people) };
}

const policyOn = (datasetId: string, organisationId: string) =>
  researchPolicy({
    title: 'Popolazione per zona e circoscrizione',
    ...{ organisationId, datasetId },
    dimensions: ['district', 'zone'],
    measures: ['foreigners', 'families', 'dwellings'],
  });
