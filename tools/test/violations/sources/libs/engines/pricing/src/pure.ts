export const dayOf = (now: Date): Date => new Date(now.getTime());
