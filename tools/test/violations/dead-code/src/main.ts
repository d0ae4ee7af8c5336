import { used } from './partly-used.js';

used();
