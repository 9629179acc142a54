import { Field, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';

@ObjectType('Minutes', { description: 'The minutes of an assembly, written from its record when it was closed.' })
export class MinutesType {
  @Field(() => String, { description: 'SHA-256 by which they are known and signed; signing does not change it.' })
  hash: string;

  @Field(() => GraphQLJSONObject, { description: 'All they say, as data, in the schema granaio-minutes/1.' })
  record: object;

  @Field(() => String, { description: 'Where they are as a page, in the body’s language; with the same Bearer token.' })
  htmlUrl: string;

  @Field(() => String, { description: 'Where they are as a tagged PDF; with the same Bearer token.' })
  pdfUrl: string;
}
