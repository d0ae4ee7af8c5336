import { PLANNING_POLICY } from './planning-policy.js';

const EARTH_RADIUS_KM = 6371;
const RADIANS_PER_DEGREE = Math.PI / 180;

export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Road kilometres from coordinates alone: great circle times 1.30 (methods 4.3), in steps of 100 m. */
export function roadKilometres(from: Coordinates, to: Coordinates): number {
  const [latitudeA, latitudeB] = [from.latitude * RADIANS_PER_DEGREE, to.latitude * RADIANS_PER_DEGREE];
  const halfLatitude = Math.sin((latitudeB - latitudeA) / 2) ** 2;
  const halfLongitude = Math.sin(((to.longitude - from.longitude) * RADIANS_PER_DEGREE) / 2) ** 2;
  const chord = Math.min(1, halfLatitude + Math.cos(latitudeA) * Math.cos(latitudeB) * halfLongitude);
  const greatCircleKm = 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord));
  return Math.round(greatCircleKm * PLANNING_POLICY.transport.roadPerGreatCircle * 10) / 10;
}
