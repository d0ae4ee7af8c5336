import { submitOrder } from '../application/submit-order/submit-order.js';

export const post = submitOrder;
