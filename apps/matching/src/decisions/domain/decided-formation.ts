/** A formation with the decisions that stand behind its seats. */
export interface DecidedFormation {
  readonly formationId: string;
  readonly orderId: string;
  readonly customerCompanyId: string;
  readonly proposalId: string;
  readonly planId: string;
  /** As the plan stands now; operations whose ranking was not recorded are left out. */
  readonly operations: readonly {
    readonly operationId: string;
    readonly decisionId: string;
    readonly companyId: string;
    /** Of the company in that ranking; null where the proposal did not name it. */
    readonly place: number | null;
    readonly after: readonly string[];
  }[];
}
