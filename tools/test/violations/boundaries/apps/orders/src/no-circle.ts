import { there } from './no-circle-there.js';

export const here = () => there;
