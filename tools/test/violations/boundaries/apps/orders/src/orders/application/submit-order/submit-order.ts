import { orderOf } from '../../domain/order.js';
import { rows } from '../../outbound/order-repository.js';

export const submitOrder = () => [orderOf, rows];
