import { orderSubmitted } from '@sample/contracts/orders';

export const type = orderSubmitted;
