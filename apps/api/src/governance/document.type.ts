import type { AttachedDocument } from '#governance';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';

@ObjectType('Document', { description: 'A file that members are to read before they decide.' })
export class DocumentType {
  @Field(() => ID, { description: 'The document.' })
  id: string;

  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Field(() => String, { description: 'SHA-256 of its bytes, as notice and minutes name it.' })
  sha256: string;

  @Field(() => GraphQLSafeInt, { description: 'Its size in bytes.' })
  bytes: number;

  @Field(() => DateTimeScalar, { description: 'When it was attached.' })
  attachedAt: Date;

  @Field(() => String, { description: 'Where it is; with the same Bearer token.' })
  url: string;
}

export const toDocumentType = (document: AttachedDocument, publicUrl: string): DocumentType => ({
  ...document,
  url: `${publicUrl}/documents/${document.id}`,
});
