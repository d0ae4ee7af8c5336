/** Figures that stand in while partners are unknown; own assumptions to be calibrated with the network's orders. */
export const REFERENCE_LEGS = {
  supply: { value: 120, unit: 'km', mark: 'A', source: 'stockist to the first firm, as in the worked example of methods 6.2' },
  betweenFirms: { value: 100, unit: 'km', mark: 'A', source: 'to and from a specialist within the region' },
  toCustomer: { value: 150, unit: 'km', mark: 'A', source: 'last firm to the customer' },
} as const;

export const DEFAULT_CLASS_POWER_KW = {
  value: 1,
  unit: 'kW',
  mark: 'A',
  source: 'saws, assembly places and measuring machines, which methods 12.5 does not list',
} as const;

/** As they stand among the reasons of a baseline. */
export function referenceReasons(): string[] {
  const legs = Object.entries(REFERENCE_LEGS).map(([name, figure]) => `${name} ${figure.value} ${figure.unit} (${figure.mark}: ${figure.source})`);
  const { value, unit, mark, source } = DEFAULT_CLASS_POWER_KW;
  return [
    'partners unknown: class default machines on the mean European grid, shop overhead included',
    ...legs,
    `${value} ${unit} for processes without a machine class (${mark}: ${source})`,
  ];
}
