import type { OrderSubmittedData } from '@sample/contracts/orders';
import { pricing } from '@sample/engine-pricing';
import { measured } from '../../parts/domain/part.js';

export const orderOf = (data: OrderSubmittedData) => [data.orderId, pricing, measured];
