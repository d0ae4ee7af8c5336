import { type EnvironmentOf, readEnvironment, text } from '@gewerk/platform-config';

const spec = {
  blobDirectory: text('GEWERK_BLOB_DIRECTORY', { about: 'where the files of parts are kept', fallback: '.gewerk/blobs' }),
};

type OrdersConfig = EnvironmentOf<typeof spec>;

/** Settings of this service alone, read and checked at start. */
export function readOrdersConfig(): OrdersConfig {
  return readEnvironment(spec);
}
