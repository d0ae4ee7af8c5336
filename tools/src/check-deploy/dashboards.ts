import type { Finding } from '../finding.js';
import { type Repository, readText } from '../repository.js';
import { recordedNames, rulesOf } from './alerts.js';
import { faultsOfQuery, type KnownMetrics } from './known-metrics.js';

interface Panel {
  readonly title?: string;
  readonly datasource?: { readonly uid?: string };
  readonly targets?: readonly { readonly expr?: string }[];
  readonly panels?: readonly Panel[];
}

interface Dashboard {
  readonly uid?: string;
  readonly panels?: readonly Panel[];
  readonly templating?: { readonly list?: readonly { readonly name: string; readonly query?: unknown }[] };
}

/** Every panel asks for something that exists, from whichever Prometheus the reader chose. */
export function checkDashboards(repository: Repository, known: KnownMetrics): Finding[] {
  const recorded = recordedNames(rulesOf(repository));
  const seen = new Map<string, string>();
  return repository.files
    .filter((file) => /^deploy\/grafana\/dashboards\/.*\.json$/.test(file))
    .flatMap((file) => {
      const dashboard = JSON.parse(readText(repository, file)) as Dashboard;
      const twin = seen.get(dashboard.uid ?? '');
      seen.set(dashboard.uid ?? '', file);
      const faults = allPanels(dashboard.panels ?? []).flatMap((panel) => faultsOfPanel(panel, known, recorded));
      if (dashboard.uid === undefined) faults.push('has no uid, so that links to it break at each import');
      if (twin !== undefined) faults.push(`has the uid of ${twin}`);
      if (dashboard.templating?.list?.some(({ name }) => name === 'datasource') !== true) faults.push('lets nobody choose the data source');
      return faults.map((message) => ({ rule: 'dashboard', file, message }));
    });
}

function allPanels(panels: readonly Panel[]): Panel[] {
  return panels.flatMap((panel) => [panel, ...allPanels(panel.panels ?? [])]);
}

function faultsOfPanel(panel: Panel, known: KnownMetrics, recorded: ReadonlySet<string>): string[] {
  const title = `"${panel.title ?? 'a panel without a title'}"`;
  const queries = (panel.targets ?? []).flatMap(({ expr }) => expr ?? []);
  const faults = queries.flatMap((query) => faultsOfQuery(query, known, recorded)).map((fault) => `${title} ${fault}`);
  if (queries.length > 0 && panel.datasource?.uid !== '\${datasource}') faults.push(`${title} is tied to one data source`);
  return faults;
}
