export const days: number = 'three';
