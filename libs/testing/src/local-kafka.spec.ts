import { afterEach, describe, expect, it } from '@jest/globals';
import { startLocalKafka } from './local-kafka.js';

const javaHome = process.env['JAVA_HOME'];

describe('the local Kafka', () => {
  afterEach(() => {
    if (javaHome === undefined) delete process.env['JAVA_HOME'];
    else process.env['JAVA_HOME'] = javaHome;
  });

  it('names the missing program and the remedy instead of failing somewhere inside', async () => {
    process.env['JAVA_HOME'] = '/no/java/here';
    await expect(startLocalKafka()).rejects.toThrow('"/no/java/here/bin/java" was not found (set JAVA_HOME');
  });
});
