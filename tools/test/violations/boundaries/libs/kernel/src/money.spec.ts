import { readFileSync } from 'node:fs';
import { it } from '@jest/globals';
import { euro } from './money.js';

it(euro, () => readFileSync(euro));
