import type { Leaf } from './policy.js';

/** The 13 leaves in plain words, for texts and charts. */
export const LEAF_NAMES: Readonly<Record<Leaf, string>> = {
  CUL: 'culture',
  COM: 'communication',
  TEC: 'data formats',
  SFI: 'strategic fit',
  TRU: 'trust history',
  RIS: 'consortium risks',
  FIN: 'finance',
  MAC: 'machinery',
  INT: 'know-how',
  EMP: 'skills',
  TCH: 'technology record',
  MKT: 'market record',
  INN: 'innovation',
};
