import type { Purpose } from '#policy';
import { Field, ID, InputType } from '@nestjs/graphql';
import { PurposeEnum } from './extract.type';

@InputType({ description: 'Rows of a dataset that are asked for one by one.' })
export class RequestMicrodataInput {
  @Field(() => ID, { description: 'Of which dataset.' })
  datasetId: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [String], { description: 'With which columns: 1 to 12, of which at least one is not sensitive.' })
  columns: string[];
}
