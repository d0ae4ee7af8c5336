import '../../inbound/orders.controller.js';
