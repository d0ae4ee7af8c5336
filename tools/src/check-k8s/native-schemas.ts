import { run } from './programs.js';
import type { KubernetesResource } from './resources.js';

const KUBERNETES = '1.37';

export interface NativeVerdict {
  readonly valid: number;
  readonly violations: readonly string[];
  /** Kinds for which Kubernetes publishes no schema. */
  readonly unknown: readonly string[];
}

/** Judges resources strictly by the schemas of Kubernetes itself: unknown fields are refused. */
export async function judgeByKubernetes(resources: readonly KubernetesResource[], pythonPath: string): Promise<NativeVerdict> {
  const { stdout, stderr, status } = await run('python3', ['-m', 'kubernetes_validate', '--strict', '-k', KUBERNETES, '-'], {
    cwd: pythonPath,
    environment: { PYTHONPATH: pythonPath },
    input: resources.map((resource) => JSON.stringify(resource)).join('\n---\n'),
  });
  const lines = (mark: string): string[] =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith(mark))
      .map((line) => line.slice(mark.length).replace(/^ - /, ''));
  const verdict = { valid: lines('INFO').length, violations: [...lines('ERROR'), ...lines('FATAL')], unknown: lines('WARN') };
  if (verdict.valid + verdict.violations.length + verdict.unknown.length === resources.length) return verdict;
  throw new Error(`kubernetes-validate did not judge every resource (exit code ${status}):\n${(stdout + stderr).trim().slice(-1500)}`);
}
