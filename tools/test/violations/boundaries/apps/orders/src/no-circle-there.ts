import { here } from './no-circle.js';

export const there = () => here;
