import '@sample/kernel';
