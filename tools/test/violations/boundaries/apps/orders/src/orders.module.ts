import { post } from './orders/inbound/orders.controller.js';

export const ordersModule = post;
