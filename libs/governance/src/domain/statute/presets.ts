import { cooperativeSpa } from './presets/cooperative-spa';
import { cooperativeSrl } from './presets/cooperative-srl';
import { dataCommittee } from './presets/data-committee';
import { europeanCooperative } from './presets/european-cooperative';
import { thirdSector } from './presets/third-sector';
import type { Form, StatuteDocument } from './statute-language';

export { dataCommittee } from './presets/data-committee';

/** A statute to start from: complete, valid, and each of its rules with the article it comes from. */
export type StatutePreset = {
  readonly key: Exclude<Form, 'committee'> | 'dataCommittee';
  readonly title: { readonly it: string; readonly en: string };
  /** The laws it was written from, as people cite them. */
  readonly sources: readonly string[];
  readonly document: StatuteDocument;
};

export const PRESETS: readonly StatutePreset[] = [
  {
    key: 'cooperativeSpa',
    title: {
      it: 'Società cooperativa con le norme sulla s.p.a.',
      en: 'Italian cooperative under the rules of joint-stock companies',
    },
    sources: [
      'Codice civile, artt. 2344, 2363-2377 (assemblea della società per azioni)',
      'Codice civile, artt. 2519 co. 1, 2526, 2538-2540 (società cooperative)',
    ],
    document: cooperativeSpa,
  },
  {
    key: 'cooperativeSrl',
    title: {
      it: 'Società cooperativa con le norme sulla s.r.l.',
      en: 'Italian cooperative under the rules of limited-liability companies',
    },
    sources: [
      'Codice civile, artt. 2466, 2479-2479-ter (decisioni dei soci della società a responsabilità limitata)',
      'Codice civile, artt. 2519 co. 2, 2526, 2538-2540 (società cooperative)',
    ],
    document: cooperativeSrl,
  },
  {
    key: 'thirdSector',
    title: { it: 'Associazione del Terzo settore', en: 'Italian association of the third sector' },
    sources: [
      'D.lgs. 3 luglio 2017, n. 117, artt. 24-25 (Codice del Terzo settore)',
      'Codice civile, artt. 20-23; disposizioni di attuazione, art. 8',
    ],
    document: thirdSector,
  },
  {
    key: 'europeanCooperative',
    title: { it: 'Società cooperativa europea (SCE)', en: 'European Cooperative Society (SCE)' },
    sources: [
      'Regolamento (CE) n. 1435/2003 del Consiglio, artt. 52-63',
      'Codice civile, per quanto il regolamento lascia alla legge della sede',
    ],
    document: europeanCooperative,
  },
  {
    key: 'dataCommittee',
    title: { it: 'Comitato dati', en: 'Data committee' },
    sources: ['Nessuna legge propria: le regole sono quelle del regolamento del comitato'],
    document: dataCommittee(),
  },
];
