import type { SeenDataset } from '#catalogue';
import { VIEWERS, type Action, type Viewer } from '#policy';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PolicyActionEnum } from '../policy/policy-action';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const ViewerEnum = upperEnum<Viewer>(VIEWERS);
registerEnumType(ViewerEnum, {
  name: 'Viewer',
  description: 'As whom the catalogue is looked at.',
  valuesMap: {
    MEMBER: { description: 'As a member of an organisation.' },
    STEWARD: { description: 'As a steward of an organisation.' },
    RESEARCHER: { description: 'As a researcher of an organisation, of the federation or not.' },
    PUBLIC: { description: 'As anybody who has not signed in.' },
  },
});

@ObjectType('SeenDataset', { description: 'A dataset as somebody else would see it.' })
export class SeenDatasetType {
  @Field(() => ID, { description: 'The dataset.' })
  id: string;

  @Field(() => String, { description: 'Its title.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What it holds; null: they, or you, may not read it.' })
  description: string | null;

  @Field(() => [PolicyActionEnum], {
    description: 'What they may do with it, by the rules; a request may need an answer.',
  })
  actions: readonly Action[];
}

@ObjectType('SeenDatasetPage', { description: 'A page of datasets as somebody else would see them, newest first.' })
export class SeenDatasetPageType extends pageOf(SeenDatasetType) {}

@InputType({ description: 'As whom the catalogue is looked at.' })
export class CatalogueAsInput {
  @Field(() => ID, { description: 'Whose catalogue.' })
  federationId: string;

  @Field(() => ViewerEnum, { description: 'As whom.' })
  as: Viewer;

  @Field(() => ID, { nullable: true, description: 'Of which organisation; left out for the public.' })
  organisationId?: string | null;
}

export const toSeenDatasetType = ({ dataset: { id, title, description }, actions }: SeenDataset): SeenDatasetType => ({
  ...{ id, title, description, actions },
});
