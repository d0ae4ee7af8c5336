/** Places of the demonstration network: the case companies' cluster in southern Sweden and its neighbours; coordinates to a kilometre. */
export interface Town {
  name: string;
  country: string;
  region: string;
  latitude: number;
  longitude: number;
  timeZone: string;
}

const swedish = (name: string, region: string, latitude: number, longitude: number): Town => ({
  name,
  country: 'SE',
  region,
  latitude,
  longitude,
  timeZone: 'Europe/Stockholm',
});

export const TOWNS: readonly Town[] = [
  swedish('Växjö', 'Kronoberg', 56.88, 14.81),
  swedish('Ljungby', 'Kronoberg', 56.83, 13.94),
  swedish('Älmhult', 'Kronoberg', 56.55, 14.14),
  swedish('Värnamo', 'Jönköping', 57.19, 14.04),
  swedish('Gnosjö', 'Jönköping', 57.36, 13.74),
  swedish('Jönköping', 'Jönköping', 57.78, 14.16),
  swedish('Halmstad', 'Halland', 56.67, 12.86),
  swedish('Kristianstad', 'Skåne', 56.03, 14.16),
  swedish('Malmö', 'Skåne', 55.6, 13.0),
  swedish('Kalmar', 'Kalmar', 56.66, 16.36),
  swedish('Borås', 'Västra Götaland', 57.72, 12.94),
  { name: 'Odense', country: 'DK', region: 'Syddanmark', latitude: 55.4, longitude: 10.39, timeZone: 'Europe/Copenhagen' },
  { name: 'Lübeck', country: 'DE', region: 'Schleswig-Holstein', latitude: 53.87, longitude: 10.69, timeZone: 'Europe/Berlin' },
];
