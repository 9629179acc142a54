import {
  DEFECT_CODES,
  OUTCOMES,
  RUN_STATES,
  SOURCE_KINDS,
  type DefectCode,
  type HarvestPreview,
  type Outcome,
  type RunState,
  type SourceKind,
} from '#federation';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { PageArgs, pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const SourceKindEnum = upperEnum(SOURCE_KINDS);
registerEnumType(SourceKindEnum, {
  name: 'HarvestSourceKind',
  description:
    'What a catalogue speaks: DCAT as JSON-LD, Turtle or RDF/XML; the API of CKAN; or one Data Package, as datapackage.json or datapackage.yaml.',
});
const RunStateEnum = upperEnum(RUN_STATES);
registerEnumType(RunStateEnum, {
  name: 'HarvestRunState',
  description: 'How far a run is. PARTIAL: it ended before the catalogue’s end, and took nothing away.',
});
const OutcomeEnum = upperEnum(OUTCOMES);
registerEnumType(OutcomeEnum, { name: 'HarvestOutcome', description: 'What became of one entry.' });
const DefectEnum = Object.fromEntries(DEFECT_CODES.map((code) => [code, code]));
registerEnumType(DefectEnum, {
  name: 'HarvestDefectCode',
  description: 'What is wrong with something in a catalogue.',
});

@InputType({ description: 'Another catalogue to be harvested.' })
export class CreateHarvestSourceInput {
  @Field(() => ID, { description: 'The federation that it is harvested for.' })
  federationId: string;

  @Field(() => String, { description: 'What the catalogue is called here, 3 to 200 characters.' })
  title: string;

  @Field(() => String, {
    description:
      'Its address: of a DCAT document, of a CKAN portal, of one answer of CKAN’s, or of a Data Package’s descriptor.',
  })
  url: string;

  @Field(() => SourceKindEnum, { description: 'What it speaks.' })
  kind: SourceKind;

  @Field(() => Int, { nullable: true, description: 'Hours between two runs, 1 to 8,784; absent: when somebody asks.' })
  everyHours?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether anybody may see what it brings, not only members.',
  })
  isPublic: boolean;
}

@ObjectType('HarvestSource', { description: 'Another catalogue, whose entries a federation takes over.' })
export class HarvestSourceType {
  @Field(() => ID, { description: 'Names the source, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The federation that it is harvested for.' })
  federationId: string;

  @Field(() => String, { description: 'What the catalogue is called here.' })
  title: string;

  @Field(() => String, { description: 'Its address.' })
  url: string;

  @Field(() => SourceKindEnum, { description: 'What it speaks.' })
  kind: SourceKind;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours between two runs; null: it is harvested when somebody asks.',
  })
  everyHours: number | null;

  @Field(() => Boolean, { description: 'Whether anybody may see what it brings.' })
  isPublic: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When somebody first looked at its preview; null: nobody.',
  })
  previewedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended; null: it is in use.' })
  endedAt: Date | null;
}

@ObjectType('HarvestDefect', { description: 'Something in a catalogue that cannot be as it was meant.' })
export class HarvestDefectType {
  @Field(() => DefectEnum, { description: 'What is wrong.' })
  code: DefectCode;

  @Field(() => String, { description: 'With what, as the catalogue names it.' })
  about: string;
}

@ObjectType('HarvestCounts', { description: 'How many entries came to what.' })
export class HarvestCountsType {
  @Field(() => Int, { description: 'New ones.' })
  added: number;

  @Field(() => Int, { description: 'Known ones that say something else now.' })
  changed: number;

  @Field(() => Int, { description: 'Known ones as they were.' })
  unchanged: number;

  @Field(() => Int, { description: 'Known ones that the catalogue has no more.' })
  removed: number;

  @Field(() => Int, { description: 'Our own ones, and those that another source brought.' })
  skipped: number;

  @Field(() => Int, { description: 'Those that cannot be read.' })
  failed: number;
}

@ObjectType('HarvestDecision', { description: 'What would become of one entry.' })
export class HarvestDecisionType {
  @Field(() => String, { description: 'By which its catalogue knows it.' })
  identity: string;

  @Field(() => String, { nullable: true, description: 'Its title; null: it has none that can be read.' })
  title: string | null;

  @Field(() => OutcomeEnum, { description: 'What would become of it.' })
  outcome: Outcome;

  @Field(() => String, { nullable: true, description: 'Why it would be skipped or fail; null: it would not.' })
  reason: string | null;
}

@ObjectType('HarvestPreview', { description: 'What a source’s first page would bring. Nothing of it is kept.' })
export class HarvestPreviewType {
  @Field(() => String, { nullable: true, description: 'What the catalogue calls itself; null: it does not say.' })
  title: string | null;

  @Field(() => Int, { description: 'Statements on the page; 0 where it is not DCAT.' })
  triples: number;

  @Field(() => Int, { description: 'Datasets on the page.' })
  datasets: number;

  @Field(() => Int, { description: 'Distributions on the page.' })
  distributions: number;

  @Field(() => Boolean, { description: 'Whether other pages follow.' })
  hasMore: boolean;

  @Field(() => HarvestCountsType, { description: 'How many entries of the page would come to what.' })
  counts: HarvestCountsType;

  @Field(() => [HarvestDecisionType], { description: 'The first hundred entries of the page.' })
  entries: HarvestDecisionType[];

  @Field(() => [HarvestDefectType], { description: 'What is wrong with the page; the first hundred.' })
  defects: HarvestDefectType[];
}

@ObjectType('HarvestRun', { description: 'One time that a source was read, and what came of it.' })
export class HarvestRunType {
  @Field(() => ID, { description: 'Names the run, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The source.' })
  sourceId: string;

  @Field(() => RunStateEnum, { description: 'How far it is.' })
  state: RunState;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its first page was read; null: not yet.' })
  startedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null: it has not.' })
  endedAt: Date | null;

  @Field(() => Int, { description: 'Pages read so far.' })
  pages: number;

  @Field(() => HarvestCountsType, { description: 'How many entries came to what so far.' })
  counts: HarvestCountsType;

  @Field(() => [HarvestDefectType], { description: 'What is wrong with the catalogue.' })
  defects: readonly HarvestDefectType[];

  @Field(() => String, { nullable: true, description: 'Why it failed or stayed partial, as a code; null: it did not.' })
  failure: string | null;
}

@ObjectType('HarvestItem', { description: 'What became of one entry in one run; those unchanged are only counted.' })
class HarvestItemType extends HarvestDecisionType {
  @Field(() => ID, { description: 'Names the item, for ever.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;
}

@ObjectType('HarvestedDistribution', { description: 'A way to a dataset’s data, as another catalogue tells it.' })
export class HarvestedDistributionType {
  @Field(() => String, { nullable: true, description: 'Its title; null: it has none.' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'Where to get at the data; null: it is not told.' })
  accessUrl: string | null;

  @Field(() => String, { nullable: true, description: 'The file itself; null: it is not told.' })
  downloadUrl: string | null;

  @Field(() => String, { nullable: true, description: 'The format, as written there; null: it is not told.' })
  format: string | null;

  @Field(() => String, { nullable: true, description: 'The licence, as written there; null: it is not told.' })
  licence: string | null;

  @Field(() => GraphQLSafeInt, { nullable: true, description: 'The size in bytes; null: it is not told.' })
  bytes?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The checksum, such as `sha256:…`; null: it is not told.',
  })
  hash?: string | null;
}

@ObjectType('HarvestedDataset', { description: 'A dataset of another catalogue. Nothing can be asked of it here.' })
class HarvestedDatasetType {
  @Field(() => ID, { description: 'Names the entry, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The source that it came from.' })
  sourceId: string;

  @Field(() => ID, { description: 'The federation that it was harvested for.' })
  federationId: string;

  @Field(() => String, { description: 'What its catalogue is called here.' })
  sourceTitle: string;

  @Field(() => String, { nullable: true, description: 'Its name there, an address; null: it has none.' })
  uri: string | null;

  @Field(() => String, { description: 'Its title.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What it holds; null: it is not told.' })
  description: string | null;

  @Field(() => String, { nullable: true, description: 'Who publishes it; null: it is not told.' })
  publisher: string | null;

  @Field(() => [String], { description: 'Words to find it by.' })
  keywords: readonly string[];

  @Field(() => [String], { description: 'Themes, as addresses or words.' })
  themes: readonly string[];

  @Field(() => String, { nullable: true, description: 'The licence, as written there; null: it is not told.' })
  licence: string | null;

  @Field(() => String, { nullable: true, description: 'A page about it; null: it is not told.' })
  landingPage: string | null;

  @Field(() => [HarvestedDistributionType], { description: 'Ways to its data.' })
  distributions: readonly HarvestedDistributionType[];

  @Field(() => [String], { description: 'Places that it is about.' })
  spatial: readonly string[];

  @Field(() => String, { nullable: true, description: 'When it last changed there, as written there; null: not told.' })
  modified: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was first seen here.' })
  firstSeen: Date;

  @Field(() => DateTimeScalar, { description: 'When what is known of it last changed here.' })
  changedAt: Date;
}

@ArgsType()
export class HarvestSourcesArgs extends PageArgs {
  @Field(() => ID, { description: 'Whose sources.' })
  federationId: string;
}

@ArgsType()
export class HarvestRunsArgs extends PageArgs {
  @Field(() => ID, { description: 'Of which source.' })
  sourceId: string;
}

@ArgsType()
export class HarvestItemsArgs extends PageArgs {
  @Field(() => ID, { description: 'Of which run.' })
  runId: string;
}

@ArgsType()
export class HarvestedDatasetsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Words to look for, all of them; absent: any.' })
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this source; absent: of any.' })
  sourceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Harvested for this federation; absent: for any.' })
  federationId?: string | null;
}

@ObjectType('HarvestSourcePage', { description: 'A page of sources.' })
export class HarvestSourcePageType extends pageOf(HarvestSourceType) {}

@ObjectType('HarvestRunPage', { description: 'A page of runs.' })
export class HarvestRunPageType extends pageOf(HarvestRunType) {}

@ObjectType('HarvestItemPage', { description: 'A page of what became of entries.' })
export class HarvestItemPageType extends pageOf(HarvestItemType) {}

@ObjectType('HarvestedDatasetPage', { description: 'A page of datasets of other catalogues.' })
export class HarvestedDatasetPageType extends pageOf(HarvestedDatasetType) {}

const MOST_SHOWN = 100;

export const toHarvestPreviewType = ({ page, decisions, counts }: HarvestPreview): HarvestPreviewType => ({
  ...{ title: page.title, ...page.counts, hasMore: page.next !== null, counts },
  entries: decisions.slice(0, MOST_SHOWN).map(({ identity, title, outcome, reason }) => ({
    ...{ identity, title, outcome, reason },
  })),
  defects: page.defects.slice(0, MOST_SHOWN),
});
