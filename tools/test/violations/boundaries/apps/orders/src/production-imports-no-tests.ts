import '../test/order-builder.js';
