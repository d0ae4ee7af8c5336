import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allTopics } from '@gewerk/contracts';
import { ALERTS_FILE } from '../generate/kubernetes/kubernetes-files.js';
import { serviceNames } from '../generate/services.js';
import { thisRepository } from '../repository.js';
import { CustomSchemas } from './custom-schemas.js';
import { houseRules } from './house-rules.js';
import { knownVariables } from './known-variables.js';
import { judgeByKubernetes } from './native-schemas.js';
import { renderedOverlays } from './overlays.js';
import { ofKind, type RenderedOverlay, type Violation } from './resources.js';
import { type Toolchain, toolchain } from './toolchain.js';

/** `npm run check:k8s`: renders every overlay, judges each resource by its schema and the whole by the rules of the house. */
const repository = thisRepository();
const counts = { passed: 0, failed: 0, skipped: 0 };

const lineOf = ({ resource, message }: Violation): string => `     ${resource}: ${message}`;

function report(name: string, wrong: readonly string[]): void {
  if (wrong.length === 0) counts.passed += 1;
  else counts.failed += 1;
  process.stdout.write(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n${wrong.map((line) => `${line}\n`).join('')}`);
}

function skip(what: string): void {
  counts.skipped += 1;
  process.stdout.write(`!! SKIPPED: ${what}\n`);
}

async function checkSchemas(overlay: RenderedOverlay, custom: CustomSchemas, tools: Toolchain): Promise<void> {
  const known = overlay.resources.filter((resource) => custom.knows(resource));
  const native = overlay.resources.filter((resource) => !custom.knows(resource));
  const verdict = await judgeByKubernetes(native, tools.pythonPath);
  report(
    `${overlay.name}: ${verdict.valid} resources follow the schemas of Kubernetes 1.37 strictly`,
    verdict.violations.map((line) => `     ${line}`),
  );
  const wrong = known.flatMap((resource) => custom.violationsOf(resource));
  if (known.length > 0) report(`${overlay.name}: ${known.length} custom resources follow their closed schemas`, wrong.map(lineOf));
  for (const line of verdict.unknown) skip(`${overlay.name}: no schema: ${line}`);
}

function checkRules(overlay: RenderedOverlay): void {
  const rules = houseRules({ services: serviceNames, topics: allTopics, knownVariables });
  for (const [sentence, rule] of rules) report(`${overlay.name}: ${sentence}`, rule(overlay).map(lineOf));
  if (ofKind(overlay, 'PodMonitor').length > 0 && ofKind(overlay, 'PrometheusRule').length === 0) {
    skip(`${overlay.name}: its alerts: there is no ${ALERTS_FILE}, from which npm run generate makes its PrometheusRule`);
  }
}

try {
  const tools = await toolchain(join(repository.root, '.gewerk/k8s'));
  for (const source of tools.missing) skip(`definitions of custom resources could not be had from ${source}`);
  const custom = new CustomSchemas();
  for (const text of tools.definitions) custom.add(text);
  for (const overlay of await renderedOverlays(repository.root, tools.kustomize)) {
    await checkSchemas(overlay, custom, tools);
    checkRules(overlay);
  }
} catch (error) {
  report('the check runs to its end', [`     ${error instanceof Error ? error.message : String(error)}`]);
}
process.stdout.write('Not judged here: rules in CEL and webhooks of the operators, which only a cluster runs.\n');
mkdirSync(join(repository.root, 'test-results'), { recursive: true });
writeFileSync(join(repository.root, 'test-results/k8s.json'), `${JSON.stringify(counts)}\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`}\n`);
process.exit(counts.failed === 0 ? 0 : 1);
