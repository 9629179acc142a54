import type { ApartMessage } from '#platform';
import type { IntakeProgress, Prepared, PrepareTask } from '../app/task';
import type { Inspection, Wanted } from '../domain/reading';
import type { IntakeTrouble } from '../domain/trouble';

export type InspectOrder = {
  readonly verb: 'inspect';
  readonly path: string;
  readonly fileName: string;
  readonly wanted: Wanted;
  /** Of whoever sent it, as two letters. */
  readonly language?: string | undefined;
};
export type PrepareOrder = Omit<PrepareTask, 'signal' | 'onProgress'> & { readonly verb: 'prepare' };

/** What the reading process is asked. */
export type ChildTask = InspectOrder | PrepareOrder;

export type ChildAnswer = Inspection | Exclude<Prepared, { kind: 'refused' }>;

/** What the reading process says; the last is an answer, a refusal or a defect. */
export type ChildMessage = ApartMessage<ChildAnswer, IntakeProgress, IntakeTrouble>;
