import '../../../libs/kernel/src/money.js';
