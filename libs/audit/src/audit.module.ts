import { Journal } from '#platform';
import { Module } from '@nestjs/common';
import { AuditService } from './app/audit.service';
import { AuditStore } from './db/audit.store';

@Module({ providers: [Journal, AuditStore, AuditService], exports: [AuditService] })
export class AuditModule {}
