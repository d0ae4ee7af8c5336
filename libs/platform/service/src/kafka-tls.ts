import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@gewerk/platform-config';
import type { KafkaTransportOptions } from '@gewerk/platform-messaging';

export interface KafkaTlsSettings {
  readonly kafkaTlsCaFile: string | null;
  readonly kafkaTlsCertFile: string | null;
  readonly kafkaTlsKeyFile: string | null;
}

/**
 * Mutual TLS towards the brokers, from the files an operator mounts; nothing where none is named.
 * @throws ConfigurationError where only some are named
 */
export function kafkaTls(settings: KafkaTlsSettings): Pick<KafkaTransportOptions, 'ssl'> {
  const files = { ca: settings.kafkaTlsCaFile, cert: settings.kafkaTlsCertFile, key: settings.kafkaTlsKeyFile };
  if (Object.values(files).every((file) => file === null)) return {};
  if (files.ca === null || (files.cert === null) !== (files.key === null)) {
    throw new ConfigurationError([
      'GEWERK_KAFKA_TLS_CA_FILE, GEWERK_KAFKA_TLS_CERT_FILE, GEWERK_KAFKA_TLS_KEY_FILE: name the authority, and certificate and key together or neither',
    ]);
  }
  const read = (file: string | null): string | undefined => (file === null ? undefined : readFileSync(file, 'utf8'));
  return { ssl: { ca: [read(files.ca) ?? ''], cert: read(files.cert), key: read(files.key) } };
}
