import '@sample/demo';
import '@sample/testing';

export const journeys = 1;
