import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { gewerk } from './launcher.js';

describe('the command gewerk', () => {
  it('lists its commands, with and without the word help', async () => {
    const [bare, help, flag] = await Promise.all([gewerk([]), gewerk(['help']), gewerk(['--help'])]);
    expect(bare).toEqual(help);
    expect(flag).toEqual(help);
    expect(help.code).toBe(0);
    for (const command of ['match solve', 'part', 'events parked', 'events replay', 'events discard', 'demo']) {
      expect(help.out).toContain(`gewerk ${command} `);
    }
  });

  it('tells its version', async () => {
    expect(await gewerk(['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  });

  it('explains one command, or a group', async () => {
    expect((await gewerk(['help', 'match', 'solve'])).out).toContain('usage: gewerk match solve FILE.json');
    expect((await gewerk(['match', 'solve', '--help'])).out).toContain('--repeat N');
    expect((await gewerk(['help', 'events'])).out.match(/^usage:/gm)).toHaveLength(4);
  });

  it.each([
    [['mach', 'solve', 'x.json'], 'match solve'],
    [['match', 'slove'], 'match solve'],
    [['match'], 'match solve'],
    [['prat', 'x.stp'], 'part'],
    [['event', 'parked'], 'events parked'],
    [['dmeo'], 'demo'],
    [['help', 'dmeo'], 'demo'],
  ])('answers %j with the nearest command and exit code 2', async (given, nearest) => {
    const { code, out, err } = await gewerk(given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`did you mean "gewerk ${nearest}"?`);
  });

  it('suggests nothing where nothing is near', async () => {
    const { code, err } = await gewerk(['xyzzyplugh']);
    expect(code).toBe(2);
    expect(err).toContain('unknown command "xyzzyplugh"');
    expect(err).not.toContain('did you mean');
  });

  it.each([
    [['part'], 'the STEP file is missing'],
    [['part', 'a.stp', 'b.stp'], '"b.stp" is too much'],
    [['part', '--jsn', 'a.stp'], "Unknown option '--jsn'"],
    [['part', '/nowhere/a.stp'], 'there is no file /nowhere/a.stp'],
    [['part', path.sep], 'is a directory'],
    [['match', 'solve', 'a.json', '--seconds', 'soon'], '--seconds "soon" must be a number'],
    [['match', 'solve', 'a.json', '--repeat', '1.5'], '--repeat "1.5" must be a whole number'],
    [['demo', 'fast'], '"fast" is too much'],
  ])('refuses %j with the usage and exit code 2', async (given, message) => {
    const { code, out, err } = await gewerk(given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('usage: gewerk');
  });

  it('does not mind a reader that has seen enough', () => {
    const launcher = path.join(import.meta.dirname, '..', '..', 'bin', 'gewerk.js');
    const piped = spawnSync('sh', ['-c', `"${process.execPath}" "${launcher}" help | true`], { encoding: 'utf8' });
    expect(piped.stderr).toBe('');
  });
});
