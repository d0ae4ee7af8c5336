import { registerHooks } from 'node:module';
import { CODE_MUTATIONS, type CodeMutation, type CodeMutationName, MUTATION_VARIABLE } from './code-mutations.js';

/** Loaded by `--import` before a mutant's own code. */
const mutation: CodeMutation | undefined = CODE_MUTATIONS[process.env[MUTATION_VARIABLE] as CodeMutationName];
if (mutation === undefined) throw new Error(`${MUTATION_VARIABLE} names no mutation`);
const { file, search, replace } = mutation;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!url.endsWith(file)) return loaded;
    const source = String(loaded.source);
    if (source.split(search).length !== 2)
      throw new Error(`${file} does not contain "${search}" exactly once: the mutation is out of date`);
    return { ...loaded, source: source.replace(search, () => replace) };
  },
});
