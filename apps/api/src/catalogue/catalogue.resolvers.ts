import type { Type } from '@nestjs/common';
import { CatalogueAsResolver } from './catalogue-as.resolver';
import { DatasetResolver } from './dataset.resolver';
import { ObjectionResolver } from './objection.resolver';
import { SeriesResolver } from './series.resolver';

export const CATALOGUE_RESOLVERS: Type[] = [DatasetResolver, SeriesResolver, CatalogueAsResolver, ObjectionResolver];
