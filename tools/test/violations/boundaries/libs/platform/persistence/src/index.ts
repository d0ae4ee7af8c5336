import '@sample/kernel';

export const database = 1;
