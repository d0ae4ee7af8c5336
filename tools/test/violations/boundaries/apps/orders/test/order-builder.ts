import { testing } from '@sample/testing';
import { it } from '@jest/globals';

export const anOrder = () => [it, testing];
