import '../application/submit-order/submit-order.js';
