import { runCommandLine } from './command-line/run.js';

// A reader that closes the pipe early (`gewerk ... | head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Set rather than exit, so that everything written reaches the reader.
process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
