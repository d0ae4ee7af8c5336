import fc from 'fast-check';

/**
 * Property tests draw the same cases on every machine, so that a run says something about the change and not about luck.
 * `GEWERK_TEST_SEED=<number>` draws others: what they find is repeated under that number.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.GEWERK_TEST_SEED ?? 20261121) });
