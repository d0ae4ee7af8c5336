import { type EnvironmentOf, readEnvironment, text } from '@gewerk/platform-config';

export const ordersVariables = {
  blobDirectory: text('GEWERK_BLOB_DIRECTORY', { about: 'where the files of parts are kept', fallback: '.gewerk/blobs' }),
};

/** Settings of this service alone, read and checked at start. */
export function readOrdersConfig(): EnvironmentOf<typeof ordersVariables> {
  return readEnvironment(ordersVariables);
}
