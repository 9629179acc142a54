import { DocumentService } from '#governance';
import type { AssemblyId } from '#kernel';
import { Config } from '#platform';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyType } from './assembly.type';
import { DocumentType, toDocumentType } from './document.type';

@Resolver(() => AssemblyType)
export class DocumentResolver {
  constructor(
    private readonly service: DocumentService,
    private readonly config: Config,
  ) {}

  @ResolveField(() => [DocumentType], {
    description:
      'What is to be read before; officers attach more by PUT /uploads/assemblies/<id>?title=… until it is closed.',
  })
  async documents(@Parent() { id }: AssemblyType): Promise<DocumentType[]> {
    const documents = await this.service.list(id as AssemblyId);
    return documents.map((document) => toDocumentType(document, this.config.http.publicUrl));
  }
}
