import 'typebox';
import '@sample/kernel';

export { orderSubmitted } from './orders/index.js';
