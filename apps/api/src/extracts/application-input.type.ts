import type { ChangedItem, LegalBasis, SensitiveBasis } from '#extracts';
import type { Purpose, UseAction } from '#policy';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { PolicyActionEnum } from '../policy/policy-action';
import { LegalBasisEnum, SensitiveBasisEnum } from './application-enums';
import { PurposeEnum } from './extract.type';
import { TermsInput } from './terms.type';

@InputType({ description: 'What data is wanted for.' })
export class ProjectInput {
  @Field(() => String, { description: 'What it is called: 3 to 200 characters.' })
  title: string;

  @Field(() => String, { description: 'In a few paragraphs: 10 to 10,000 characters.' })
  summary: string;
}

@InputType({ description: 'What for, by which right, and how long what is drawn is kept.' })
export class ApplicationFormInput {
  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => LegalBasisEnum, { description: 'What makes it lawful.' })
  legalBasis: LegalBasis;

  @Field(() => SensitiveBasisEnum, {
    nullable: true,
    description: 'What makes it lawful for special categories of personal data; left out: none are asked for.',
  })
  sensitiveBasis?: SensitiveBasis | null;

  @Field(() => ProjectInput, { description: 'For which project.' })
  project: ProjectInput;

  @Field(() => String, { defaultValue: '', description: 'Who pays for it: at most 2,000 characters.' })
  funding: string;

  @Field(() => Int, { description: 'How many days after the end of the grant what is drawn will be kept: 1 to 3,650.' })
  retentionDays: number;

  @Field(() => String, {
    nullable: true,
    description: 'The first day of use, as 2026-11-22, in UTC; left out: as soon as may be.',
  })
  startsOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The last day of use, likewise; left out: as long as policies allow.',
  })
  endsOn?: string | null;
}

@InputType({ description: 'One dataset of a cart, and what is to be done with it.' })
export class ApplicationItemInput {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PolicyActionEnum, {
    defaultValue: 'requestExtract',
    description: 'What is to be done: PREVIEW, QUERY_AGGREGATES, REQUEST_EXTRACT or EXPORT_RECORDS.',
  })
  action: UseAction;

  @Field(() => [String], { description: 'By which dimensions.' })
  dimensions: string[];

  @Field(() => [String], { defaultValue: [], description: 'With which measures.' })
  measures: string[];
}

@InputType({ description: 'A new application.' })
export class StartApplicationInput {
  @Field(() => ID, { description: 'In whose name: an organisation that the caller belongs to.' })
  organisationId: string;

  @Field(() => ApplicationFormInput, { description: 'What for.' })
  form: ApplicationFormInput;

  @Field(() => [ApplicationItemInput], { description: 'The cart: 1 to 20 datasets of one federation.' })
  items: ApplicationItemInput[];
}

@InputType({ description: 'What a draft, or a returned application, says from now on.' })
export class SaveApplicationInput {
  @Field(() => ID, { description: 'The application.' })
  applicationId: string;

  @Field(() => ApplicationFormInput, { description: 'What for.' })
  form: ApplicationFormInput;

  @Field(() => [ApplicationItemInput], { description: 'The cart: 1 to 20 datasets of one federation.' })
  items: ApplicationItemInput[];
}

@InputType({ description: 'Less than was asked for, of one item; what is left out stays as it was asked.' })
export class ApplicationChangeInput {
  @Field(() => Int, { description: 'Its place in the cart, from 0.' })
  item: number;

  @Field(() => [String], { nullable: true, description: 'Only these dimensions of those that were asked for.' })
  dimensions?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only these measures of those that were asked for.' })
  measures?: string[] | null;

  @Field(() => TermsInput, { nullable: true, description: 'Terms that are no weaker than those of the policies.' })
  terms?: TermsInput | null;

  @Field(() => String, { nullable: true, description: 'The last day, as 2026-11-22, in UTC.' })
  endsOn?: string | null;
}

/** As the service reads it: what was left out is null there. */
export const toWritten = ({ form, items }: Pick<SaveApplicationInput, 'form' | 'items'>) => {
  const { sensitiveBasis, startsOn, endsOn, project, ...rest } = form;
  const { title, summary } = project;
  return {
    form: {
      ...{ ...rest, project: { title, summary } },
      ...{ sensitiveBasis: sensitiveBasis ?? null, startsOn: startsOn ?? null, endsOn: endsOn ?? null },
    },
    items: items.map(({ datasetId, action, dimensions, measures }) => ({ datasetId, action, dimensions, measures })),
  };
};

/** As the service reads it: what was left out is absent there. */
export const toChanges = (changes: readonly ApplicationChangeInput[]): ChangedItem[] =>
  changes.map(({ terms, ...change }) => said({ ...change, terms: terms && said(terms) })) as ChangedItem[];

const said = (input: object): object =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined));
