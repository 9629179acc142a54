import { Injectable } from '@nestjs/common';
import { RowStore, Warehouse, type Dialect, type IngestReport, type IngestTask } from '#warehouse';
import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { ProgressStore } from '../db/progress.store';
import type { NoteKind, SealedFile } from '../db/upload.store';
import type { Contribution, KeptRows, Report } from '../domain/contribution';
import { groupHere, here } from '../domain/found';
import { UploadVault } from './upload-vault';
import type { Found } from './verdicts';

export type Note = { readonly kind: NoteKind; readonly file: SealedFile };

/** What a check found. */
export type Checked = {
  readonly report: Report;
  readonly found: Found;
  /** What shows cells, sealed. */
  readonly notes: readonly Note[];
  /** Null: there were errors, and nothing is stored. */
  readonly rows: KeptRows | null;
};

/** What a check leaves behind. */
export type Left = { readonly rows: KeptRows | null; readonly notes: readonly Note[] };
type Task = IngestTask & { readonly findingsPath: string };
type Tell = (phase: string, share: number) => void;

/** Hands files to the warehouse, and keeps what comes of it, sealed. */
@Injectable()
export class IngestDesk {
  constructor(
    private readonly vault: UploadVault,
    private readonly warehouse: Warehouse,
    private readonly rows: RowStore,
    private readonly progress: ProgressStore,
  ) {}

  async ingest(contribution: Contribution, task: Task, tell: Tell): Promise<Checked> {
    const report = await this.warehouse.ingest({
      ...task,
      onProgress: ({ phase, done, total }) => {
        tell(phase, total > 0 ? done / total : 0);
      },
    });
    const found = foundIn(report);
    const notes = await this.notesOf(contribution, found, task.findingsPath);
    const rows = report.findingCount === 0 ? await this.rows.keep(contribution.id, task.parquetPath) : null;
    const dialect = contribution.files.length === 1 && task.input.kind === 'asIs' ? report.dialect : null;
    return { notes, rows, found, report: reportOf(report, dialect) };
  }

  async forget({ id: contributionId }: Contribution, { rows, notes }: Left): Promise<void> {
    for (const { file } of notes) await this.vault.destroy(file.sha256);
    if (rows) await this.rows.destroy({ contributionId, sha256: rows.sha256 });
  }

  /** Says how far the work is, a few times a second at most. */
  teller({ id }: Contribution): Tell {
    let [phase, at] = ['', -1];
    return (now, share) => {
      const permille = Math.max(0, Math.min(1_000, Math.floor(1_000 * share)));
      if (now === phase && permille - at < 20) return;
      [phase, at] = [now, permille];
      // Nothing is decided by it: what is lost was told in vain.
      void this.progress.put(id, now, permille).catch(() => undefined);
    };
  }

  private async notesOf({ findingsKey }: Contribution, { findings }: Found, listPath: string): Promise<Note[]> {
    const notes: Note[] = [];
    const values = findings.map(({ value }) => value);
    if (values.some((value) => value !== null)) {
      const file = await this.vault.keep(findingsKey, Readable.from([JSON.stringify(values)]));
      notes.push({ kind: 'values', file });
    }
    if (existsSync(listPath)) {
      notes.push({ kind: 'findings', file: await this.vault.keep(findingsKey, createReadStream(listPath)) });
    }
    return notes;
  }
}

const reportOf = ({ rows, people, findingCount, warningCount }: IngestReport, dialect: Dialect | null): Report => ({
  ...{ dialect, rows, people, findingCount, warningCount },
});

const foundIn = ({ findings, groups }: IngestReport): Found => ({
  findings: findings.map(here),
  groups: groups.map((group) => groupHere(group, findings)),
});
