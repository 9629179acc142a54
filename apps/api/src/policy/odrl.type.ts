import type { Language } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import type { ImportedPolicy, OdrlFormat, OdrlText, PolicyDocument } from '#policy';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { problemIn } from '../errors-in-italian/sentences';
import { upperEnum } from '../shared/upper-enum';

const OdrlFormatEnum = upperEnum<OdrlFormat>(['jsonld', 'turtle']);
registerEnumType(OdrlFormatEnum, {
  name: 'OdrlFormat',
  description: 'How a policy of ODRL is written.',
  valuesMap: {
    JSONLD: { description: 'JSON-LD; contexts are those that are known here, none is fetched.' },
    TURTLE: { description: 'Turtle.' },
  },
});

@InputType({ description: 'What a name in another house’s text stands for here.' })
export class OdrlNameInput {
  @Field(() => String, { description: 'The IRI, or the relative name, as it stands in the text.' })
  iri: string;

  @Field(() => ID, { description: 'The dataset, series, organisation, federation or body of ours.' })
  id: string;
}

@InputType({ description: 'A policy in ODRL 2.2 to be read into the language of policies here.' })
export class OdrlImportInput {
  @Field(() => ID, { description: 'The federation that it shall be proposed to; its caller belongs to it.' })
  federationId: FederationId;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation whose own policy it shall be; left out: the federation’s.',
  })
  organisationId?: OrganisationId | null;

  @Field(() => String, { description: 'The text: one policy, of at most 256 kB.' })
  text: string;

  @Field(() => OdrlFormatEnum, { description: 'How it is written.' })
  format: OdrlFormat;

  @Field(() => [OdrlNameInput], {
    nullable: true,
    description: 'What names in it stand for; addresses of this installation and urn:uuid stand for themselves.',
  })
  names?: OdrlNameInput[] | null;

  @Field(() => String, { nullable: true, description: 'What the policy shall be called if the text does not say.' })
  title?: string | null;
}

@ObjectType('OdrlRemark', { description: 'What was understood more narrowly than others may mean it, or left out.' })
export class OdrlRemarkType {
  @Field(() => String, { description: 'Where it stands, such as permission[0].action; empty: at the policy.' })
  path: string;

  @Field(() => String, { description: 'What it is called there, such as odrl:read.' })
  term: string;

  @Field(() => String, { description: 'What became of it, in the language of whoever reads it.' })
  remark: string;
}

@ObjectType('OdrlImport', {
  description: 'What a text of ODRL says in the language of policies here; nothing is changed.',
})
export class OdrlImportType {
  federationId: FederationId;
  organisationId: OrganisationId | null;

  @Field(() => GraphQLJSONObject, { description: 'The document, to be proposed as it is or changed before.' })
  document: PolicyDocument;

  @Field(() => [OdrlRemarkType], { description: 'What its author should know before proposing it.' })
  remarks: readonly OdrlRemarkType[];
}

export const toOdrlText = ({ names, organisationId = null, title = null, ...input }: OdrlImportInput): OdrlText => ({
  ...input,
  organisationId,
  title,
  names: new Map((names ?? []).map(({ iri, id }) => [iri, id])),
});

export const toOdrlImportType = (
  { document, remarks }: ImportedPolicy,
  { federationId, organisationId }: OdrlText,
  language: Language,
): OdrlImportType => ({
  ...{ document, federationId, organisationId },
  remarks: remarks.map((one) => ({ ...one, remark: problemIn(language, one.remark) })),
});
