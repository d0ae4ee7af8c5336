import { readFileSync } from 'node:fs';
import { dataFile } from '../data-files.js';

export interface CaseCompany {
  id: string;
  role: string;
  employees: number;
  turnoverMillionEur: number;
  activity: string;
}

/** The fifteen real companies; the file has no quoted fields. */
export function readCaseCompanies(): CaseCompany[] {
  const [, ...lines] = readFileSync(dataFile('case-companies.csv'), 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [id = '', role = '', employees = '', turnover = '', ...activity] = line.split(',');
    return { id, role, employees: Number(employees), turnoverMillionEur: Number(turnover), activity: activity.join(',') };
  });
}
