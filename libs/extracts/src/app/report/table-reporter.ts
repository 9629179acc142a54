import { Injectable } from '@nestjs/common';
import { ruleOf } from '../../domain/difference';
import type { Terms } from '../../domain/permit';
import type { CertifiedTable } from '../../domain/report/certified-table';
import { reportFactsOf, type ReportedTable, type ReportFacts } from '../../domain/report/report-facts';
import { CertificateVault } from './certificate-vault';

/** Writes down how a table was protected, while that is known. */
@Injectable()
export class TableReporter {
  constructor(private readonly vault: CertificateVault) {}

  /** @throws KEY and FILE errors of the stores */
  async report(table: ReportedTable & Pick<CertifiedTable, 'basis'>, terms: Terms): Promise<ReportFacts> {
    const facts = await reportFactsOf(table, terms);
    const proofs = table.protections.map(({ cells, certificate }) => ({ cells, certificate }));
    if (proofs.length === 0) return { ...facts, certificate: null };
    return { ...facts, certificate: await this.vault.seal({ rule: ruleOf(terms), proofs, basis: table.basis }) };
  }
}
