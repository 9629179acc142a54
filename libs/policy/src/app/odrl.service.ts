import { Injectable } from '@nestjs/common';
import { Directory } from '#identity';
import { idsIn, missing, type OrganisationId, type PolicyVersionId } from '#kernel';
import { Config } from '#platform';
import { authorise, belongsTo, mayKnowOf, personOf, type Actor } from '../domain/actor';
import { odrlUnsupported } from '../domain/errors';
import { exportOdrl, type JsonLd } from '../domain/odrl/export-policy';
import { importOdrl, type ImportedPolicy } from '../domain/odrl/import-policy';
import { addressOf } from '../domain/odrl/things';
import { assertItsOwn, type PolicyDocument } from '../domain/policy-document';
import type { Owner, PolicyVersion } from '../domain/policy';
import { readOdrl, type OdrlFormat } from './odrl-reader';
import { PolicyService } from './policy.service';

/** What somebody wants to make a proposal of. */
export type OdrlText = Owner & {
  readonly text: string;
  readonly format: OdrlFormat;
  /** What its author says that names in it stand for: an id of ours by its IRI. */
  readonly names: ReadonlyMap<string, string>;
  /** What the policy shall be called if the text does not say; null: it says. */
  readonly title: string | null;
};

type Adopted = Pick<PolicyVersion, 'id' | 'document' | 'enactedAt' | 'federationId' | 'organisationId'>;

/** Policies as other houses exchange them. */
@Injectable()
export class OdrlService {
  constructor(
    private readonly policies: PolicyService,
    private readonly directory: Directory,
    private readonly config: Config,
  ) {}

  /** A version that the caller may read, as ODRL. @throws POLICY.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: PolicyVersionId): Promise<JsonLd> {
    const version = await this.policies.version(id);
    const record = { id: version.policyId, federationId: version.federationId };
    if (!mayKnowOf(by, 'Policy', record)) throw missing('policy', id);
    authorise(by, 'read', 'Policy', record);
    return this.setOf(version);
  }

  /** A version that the caller has been shown, as an `odrl:Set`. */
  setOf({ id, document, enactedAt, ...assigner }: Adopted): JsonLd {
    const { federationId, organisationId } = assigner;
    const adopted = { id, at: enactedAt };
    return exportOdrl(document, {
      base: this.config.http.publicUrl,
      assigner: { federationId, organisationId },
      adopted,
    });
  }

  /** A draft that the caller has been shown, as an `odrl:Offer`. */
  offerOf(document: PolicyDocument, { federationId, organisationId }: Owner): JsonLd {
    return exportOdrl(document, { base: this.config.http.publicUrl, assigner: { federationId, organisationId } });
  }

  /**
   * Reads a policy of others into a document that its author may propose. It changes nothing.
   *
   * @throws POLICY.ODRL_UNSUPPORTED naming all that cannot be said here; POLICY.ODRL_UNREADABLE, POLICY.ODRL_TOO_LARGE,
   *   POLICY.INVALID, POLICY.NOT_ITS_OWN, POLICY.SIGN_IN_FIRST, FEDERATION.MISSING
   */
  async import(
    by: Actor,
    { federationId, organisationId, text, format, names, title }: OdrlText,
  ): Promise<ImportedPolicy> {
    personOf(by);
    if (!belongsTo(by, federationId)) throw missing('federation', federationId);
    const imported = importOdrl(await readOdrl(text, format), {
      ...{ base: this.config.http.publicUrl, names, assigner: organisationId ?? federationId },
      ...(title === null ? {} : { title }),
    });
    if (organisationId !== null) assertItsOwn(imported.document);
    await this.assertKnown(imported.document);
    return imported;
  }

  /** An organisation that is nobody's would make a rule that is about nobody, without a word. */
  private async assertKnown({ permissions, prohibitions }: PolicyDocument): Promise<void> {
    const ids = idsIn([...permissions, ...prohibitions].map(({ assignee }) => assignee)) as OrganisationId[];
    const found = await this.directory.organisations(ids);
    const unknown = ids.filter((_, index) => !found[index]);
    if (unknown.length === 0) return;
    const problem = 'is no organisation of ours';
    throw odrlUnsupported(
      unknown.map((id) => ({
        path: 'assignee',
        term: addressOf(this.config.http.publicUrl, 'organisations', id),
        problem,
      })),
    );
  }
}
