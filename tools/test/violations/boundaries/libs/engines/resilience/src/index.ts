import '@sample/kernel';

export const resilience = 1;
