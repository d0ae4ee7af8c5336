import '@sample/kernel';

export const pricing = 1;
