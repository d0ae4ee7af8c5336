import '@sample/contracts';
