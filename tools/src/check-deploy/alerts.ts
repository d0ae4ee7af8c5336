import { parse } from 'yaml';
import type { Finding } from '../finding.js';
import { type Repository, readText } from '../repository.js';
import { faultsOfQuery, type KnownMetrics } from './known-metrics.js';

const RULES = 'deploy/prometheus/alerts.yml';
const SEVERITIES = ['critical', 'warning'];
const CHAPTERS = ['What it means', 'What users notice', 'How to look', 'What to do', 'When it is over'];

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function rulesOf(repository: Repository): Rule[] {
  const document = parse(readText(repository, RULES)) as { groups: { rules: Rule[] }[] };
  return document.groups.flatMap(({ rules }) => rules);
}

export function recordedNames(rules: readonly Rule[]): Set<string> {
  return new Set(rules.flatMap(({ record }) => record ?? []));
}

/** Alerts ask for metrics that exist, say what is the matter, and have a page; and no page is left of an alert that is gone. */
export function checkAlerts(repository: Repository, known: KnownMetrics): Finding[] {
  const rules = rulesOf(repository);
  const recorded = recordedNames(rules);
  const found = (rule: string, message: string, file = RULES): Finding => ({ rule, file, message });
  const queries = rules.flatMap((rule) =>
    faultsOfQuery(rule.expr, known, recorded).map((fault) => found('query', `${nameOf(rule)} ${fault}`)),
  );
  const alerts = rules.filter(({ alert }) => alert !== undefined);
  const described = alerts.flatMap((rule) => faultsOfAlert(repository, rule).map((fault) => found('alert', `${nameOf(rule)} ${fault}`)));
  const names = new Set(alerts.map(({ alert }) => alert));
  const orphans = repository.files
    .filter((file) => /^docs\/runbooks\/.*\.md$/.test(file))
    .flatMap((file) => {
      const alert = /^Alert `(\w+)`/m.exec(readText(repository, file))?.[1];
      return alert === undefined || names.has(alert) ? [] : [found('runbook', `is the page of ${alert}, which is no alert any more`, file)];
    });
  return [...queries, ...described, ...orphans];
}

function nameOf({ alert, record }: Rule): string {
  return alert ?? record ?? 'a rule without a name';
}

function faultsOfAlert(repository: Repository, { alert = '', labels = {}, annotations = {} }: Rule): string[] {
  const faults: string[] = [];
  if (!SEVERITIES.includes(labels['severity'] ?? '')) faults.push(`has no severity (${SEVERITIES.join(' or ')})`);
  for (const name of ['summary', 'description']) if ((annotations[name] ?? '').trim() === '') faults.push(`has no ${name}`);
  const page = `docs/runbooks/${alert.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase()}.md`;
  if (annotations['runbook_url'] !== page) faults.push(`must name ${page} as its runbook_url`);
  if (!repository.files.includes(page)) return [...faults, `has no page ${page}`];
  const text = readText(repository, page);
  const missing = CHAPTERS.filter((chapter) => !text.includes(`\n## ${chapter}\n`));
  return missing.length === 0 ? faults : [...faults, `has a page without the chapters ${missing.join(', ')}`];
}
