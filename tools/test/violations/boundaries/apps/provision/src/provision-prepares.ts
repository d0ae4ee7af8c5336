import '@sample/orders';
