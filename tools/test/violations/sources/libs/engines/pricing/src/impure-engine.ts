export const price = (amount: number): number => amount * Math.random();
