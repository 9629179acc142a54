export { AuditSealer } from './app/audit-sealer';
export { AuditService } from './app/audit.service';
export type { VerifyOptions } from './app/verify-log';
export { AuditModule } from './audit.module';
export type { LoggedEvent } from './domain/leaf';
export { proves, type Head, type Proof, type Seal } from './domain/seal';
export type { Break, BreakReason, Place, Verdict, Whole } from './domain/verdict';
