import '../../orders.module.js';
