import type { orderOf } from '../domain/order.js';

export const rows: (typeof orderOf)[] = [];
