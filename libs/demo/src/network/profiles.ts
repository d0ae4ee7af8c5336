import { seededId, seededRandom } from '@gewerk/kernel';
import { type CaseCompany, readCaseCompanies } from './case-companies.js';
import { GROUP_MATERIALS, type GroupTemplate, SHOP_TYPES, type ShopType } from './shop-types.js';
import { TOWNS, type Town } from './towns.js';

export interface DemoShift {
  weekday: number;
  startMinute: number;
  endMinute: number;
}

export interface DemoMachineGroup {
  machineGroupId: string;
  template: GroupTemplate;
  machines: { machineId: string; label: string }[];
}

export interface DemoCompany {
  companyId: string;
  slug: string;
  name: string;
  role: 'producer' | 'technology-provider';
  /** False: a real case company, whose machines and rates are derived all the same. */
  invented: boolean;
  employees: number;
  turnoverEur: number | null;
  town: Town;
  latitude: number;
  longitude: number;
  siteId: string;
  shifts: DemoShift[];
  groups: DemoMachineGroup[];
  membershipPlan: 'basic' | 'plus' | 'pro';
  labourEurPerHour: number;
  seed: number;
}

export interface DemoCustomer {
  companyId: string;
  slug: string;
  name: string;
  town: Town;
}

const DEMO_EPOCH_MILLIS = Date.UTC(2026, 0, 1);
const MEMBERS = 45;
const idOf = (what: string): string => seededId(`gewerk demo ${what}`, DEMO_EPOCH_MILLIS);

export const DEMO_NETWORK_ID = idOf('network');

/** Types of the thirty invented shops, so that every process has several firms in several regions. */
const INVENTED: readonly ShopType[] = [
  ...(['machining', 'milling', 'hardening', 'grinding', 'toolmaking', 'sheet'] as const),
  ...(['machining', 'milling', 'hardening', 'grinding', 'toolmaking', 'machining'] as const),
  ...(['milling', 'hardening', 'grinding', 'sheet', 'machining', 'toolmaking'] as const),
  ...(['machining', 'hardening', 'milling', 'grinding', 'sheet', 'machining'] as const),
  ...(['toolmaking', 'hardening', 'machining', 'grinding', 'milling', 'automation'] as const),
];

const CASE_TYPES: Readonly<Record<string, ShopType>> = {
  B: 'toolmaking',
  E: 'toolmaking',
  J: 'sheet',
  L: 'toolmaking',
  N: 'machining',
  O: 'milling',
};

/** The 45 members of the demonstration network; the same in every run. */
export function demoCompanies(): DemoCompany[] {
  const real = readCaseCompanies().map((company, index) => fromCase(company, index));
  const invented = INVENTED.map((type, index) => inventCompany(type, index));
  return [...real, ...invented].slice(0, MEMBERS);
}

export function demoCustomers(): DemoCustomer[] {
  const names = [
    ['pump-works', 'Pump works (demo customer)', 'Malmö'],
    ['test-rigs', 'Test rig builder (demo customer)', 'Lübeck'],
    ['packaging-machines', 'Packaging machine builder (demo customer)', 'Jönköping'],
  ] as const;
  return names.map(([slug, name, town]) => ({ companyId: idOf(`customer ${slug}`), slug, name, town: townNamed(town) }));
}

function fromCase(company: CaseCompany, index: number): DemoCompany {
  const town = TOWNS[index % 6] ?? townNamed('Växjö');
  const role = company.role === 'manufacturer' ? 'producer' : 'technology-provider';
  return build({
    slug: `case-${company.id.toLowerCase()}`,
    name: `Case company ${company.id}`,
    role,
    invented: false,
    employees: company.employees,
    turnoverEur: Math.round(company.turnoverMillionEur * 1e6),
    town,
    type: CASE_TYPES[company.id] ?? 'automation',
    seed: 1_000 + index,
  });
}

function inventCompany(type: ShopType, index: number): DemoCompany {
  const seed = 2_000 + index;
  const random = seededRandom(seed);
  const number = String(index + 1).padStart(2, '0');
  return build({
    slug: `${type}-${number}`,
    name: `${type[0]?.toUpperCase()}${type.slice(1)} shop ${number} (invented)`,
    role: 'producer',
    invented: true,
    employees: 4 + Math.floor(random() ** 2 * 90),
    turnoverEur: null,
    town: TOWNS[(index * 5 + 2) % TOWNS.length] ?? townNamed('Växjö'),
    type,
    seed,
  });
}

interface Outline extends Pick<DemoCompany, 'slug' | 'name' | 'role' | 'invented' | 'employees' | 'turnoverEur' | 'town' | 'seed'> {
  type: ShopType;
}

function build({ type, ...outline }: Outline): DemoCompany {
  const random = seededRandom(outline.seed * 7 + 1);
  const twoShifts = outline.employees > 25;
  const labour = outline.town.country === 'DK' ? 57 : outline.town.country === 'DE' ? 52 : 48;
  return {
    ...outline,
    companyId: idOf(`company ${outline.slug}`),
    siteId: idOf(`site ${outline.slug}`),
    latitude: outline.town.latitude + (random() - 0.5) * 0.16,
    longitude: outline.town.longitude + (random() - 0.5) * 0.28,
    shifts: [1, 2, 3, 4, 5].flatMap((weekday) => shiftsOf(weekday, twoShifts)),
    groups: SHOP_TYPES[type].map((template) => groupOf(outline, template)),
    membershipPlan: outline.employees < 20 ? 'basic' : outline.employees < 50 ? 'plus' : 'pro',
    labourEurPerHour: Math.round(labour * (0.92 + random() * 0.2)),
  };
}

function shiftsOf(weekday: number, twoShifts: boolean): DemoShift[] {
  const early = { weekday, startMinute: 6 * 60 + 30, endMinute: 15 * 60 };
  return twoShifts && weekday < 5 ? [early, { weekday, startMinute: 15 * 60, endMinute: 22 * 60 + 30 }] : [early];
}

function groupOf(outline: { slug: string; employees: number }, template: GroupTemplate): DemoMachineGroup {
  const units = outline.employees > 40 && template.process.startsWith('milling') ? 2 : 1;
  return {
    machineGroupId: idOf(`group ${outline.slug} ${template.model}`),
    template,
    machines: Array.from({ length: units }, (_, unit) => ({
      machineId: idOf(`machine ${outline.slug} ${template.model} ${unit}`),
      label: `${template.model} #${unit + 1}`,
    })),
  };
}

function townNamed(name: string): Town {
  const town = TOWNS.find((candidate) => candidate.name === name);
  if (town === undefined) throw new Error(`no town ${name} in the demonstration data`);
  return town;
}

export const groupMaterials = (): string[] => [...GROUP_MATERIALS];
