export const euro = 'EUR';
