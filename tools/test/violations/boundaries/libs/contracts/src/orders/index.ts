export const orderSubmitted = 'orders.order-submitted.v1';
export interface OrderSubmittedData {
  orderId: string;
}
