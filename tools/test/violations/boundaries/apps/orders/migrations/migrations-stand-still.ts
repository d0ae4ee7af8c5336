import '../src/orders/domain/order.js';
