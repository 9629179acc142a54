import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

@ObjectType('DatasetSeries', {
  description: 'A family of datasets, such as the years of one survey (dcat:DatasetSeries).',
})
export class DatasetSeriesType {
  @Field(() => ID, { description: 'Names the series, for ever.' })
  id: string;

  @Field(() => ID, { description: 'The federation whose policies govern its datasets.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation that publishes its datasets.' })
  publisherId: string;

  @Field(() => String, { description: 'Its title.' })
  title: string;
}

@InputType({ description: 'A series to be founded.' })
export class CreateDatasetSeriesInput {
  @Field(() => ID, { description: 'The federation whose policies will govern its datasets.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation that publishes its datasets; the caller is its steward.' })
  publisherId: string;

  @Field(() => String, { description: 'Its title, 3 to 200 characters.' })
  title: string;
}
