// Generated from docs/openapi/matching.json by npm run generate; do not edit.
export interface paths {
    "/api/matching/v1/operations/parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator. */
        get: operations["parkedEventsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/operations/parked/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: orchestrator. */
        post: operations["parkedEventsReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/operations/parked/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: orchestrator. */
        post: operations["parkedEventsDiscard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/operations/parked/{id}/accept-gap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: orchestrator. */
        post: operations["parkedEventsAcceptGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/operations/consumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["consumptionRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/operations/denials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["denialsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/operations/denials/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["denialsVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/partners/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator. */
        get: operations["partnersSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/orders/{orderId}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer, orchestrator. */
        get: operations["proposalsList"];
        put?: never;
        /** @description Roles: customer, orchestrator. */
        post: operations["proposalsRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/proposals/{proposalId}/charts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["planChartsRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/orders/{orderId}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator. */
        get: operations["candidatesRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/orders/{orderId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["decisionsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/decisions/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["decisionsVerify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/decisions/{decisionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["decisionsRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/decisions/{decisionId}/charts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["decisionsCharts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/decisions/{decisionId}/recomputation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["decisionsRecompute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/rankings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member. */
        get: operations["ownRankingsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["exposureReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/rankings/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member. */
        get: operations["exposureOwn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer. */
        get: operations["preferencesRead"];
        /** @description Roles: customer. */
        put: operations["preferencesSet"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/weight-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["weightProposalsList"];
        put?: never;
        /** @description Roles: orchestrator. */
        post: operations["weightProposalsPropose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/weight-proposals/{proposalId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: orchestrator. */
        post: operations["weightProposalsDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/weights-in-force": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Roles: orchestrator. */
        delete: operations["weightProposalsRestore"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/placement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["placementRead"];
        /** @description Roles: orchestrator. */
        put: operations["placementSet"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/proposals/{proposalId}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["placementRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/proposals/{proposalId}/placement/recomputation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["placementRecompute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/proposals/{proposalId}/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer, orchestrator. */
        post: operations["formationsChoose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/formations/{formationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer, orchestrator. */
        get: operations["formationsRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/formations/{formationId}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer, orchestrator. */
        post: operations["formationsApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/formations/{formationId}/dissolutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer, orchestrator. */
        post: operations["formationsDissolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member. */
        get: operations["invitationsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/invitations/{invitationId}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: member. */
        post: operations["invitationsAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/v1/indicators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, auditor. */
        get: operations["indicatorsRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ParkedEventResponse: {
            /** Format: uuid */
            id: string;
            topic: string;
            key: string;
            /** @description Version within the stream */
            version: number;
            type: string | null;
            reason: string;
            error: string;
            attempts: number;
            /** Format: date-time */
            parkedAt: string;
        };
        ParkedEventPageResponse: {
            items: components["schemas"]["ParkedEventResponse"][];
            nextCursor: string | null;
        };
        ReplayResponse: {
            replayed: number;
            /** @description Events of the stream that are still parked */
            remaining: number;
            stoppedBy: string | null;
        };
        DecisionRequest: {
            /** @description Why an event, or those before it, are given up; kept in the audit */
            reason: string;
        };
        ConsumptionResponse: {
            handled: number;
            duplicates: number;
            parked: number;
            retried: number;
            /** @description Events of types this service does not list */
            passedOver: {
                [key: string]: number;
            };
            /** @description Since when a transient fault holds consumption up */
            blockedSince: string | null;
            /** @description What keeps the relay from publishing */
            relayFault: string | null;
        };
        DenialResponse: {
            /** @description Counts the denials of the network in this service */
            entry: number;
            /** @description Pseudonym of the token's subject */
            subject: string;
            /** Format: uuid */
            companyId: string | null;
            /** @example GET /api/orders/v1/orders/:orderId */
            route: string;
            /**
             * @description Of the refusal
             * @example auth.role-missing
             */
            code: string;
            /** Format: uuid */
            correlationId: string;
            /** Format: date-time */
            deniedAt: string;
            /** @description Denials of the subject before this one that were too many to be written down */
            omitted: number;
        };
        DenialPageResponse: {
            /** @description Newest first */
            items: components["schemas"]["DenialResponse"][];
            nextCursor: string | null;
        };
        DenialVerdictResponse: {
            /** @description Ever written */
            entries: number;
            /** @description The first so many were deleted when they were 400 days old */
            forgotten: number;
            /** @description None of the other entries was changed or taken out */
            intact: boolean;
            brokenAtEntry: number | null;
        };
        PartnerSummaryResponse: {
            /** @description Companies that matching knows */
            companies: number;
            /** @description Machines whose free hours it knows */
            machines: number;
            /** @description Companies whose rates it knows */
            rateCards: number;
        };
        OrderProfileDto: {
            quality: number;
            cost: number;
            time: number;
            complexity: number;
            uncertainty: number;
        };
        SlotDto: {
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
        };
        MoneyDto: {
            /**
             * @description Whole minor units (cents)
             * @example 946400
             */
            amountMinor: number;
            /** @example EUR */
            currency: string;
        };
        RankingReasonDto: {
            /** @enum {string} */
            code: "ahead-of-next" | "behind-first" | "costs-most";
            /** @description Leaf, `floor-rule`, `fairness` or `preference` */
            source: string;
            /** @description In logs of the suitability */
            amount: number;
            text: string;
        };
        FirmPlaceDto: {
            /**
             * Format: uuid
             * @description The decision that says more
             */
            decisionId: string;
            /** @description Equal within 0.005 */
            place: number | null;
            suitability: number;
            lowerBound: number;
            confidence: number;
            /** @description Share of the draws in which it is first */
            firstPlaceShare: number | null;
            reasons: components["schemas"]["RankingReasonDto"][];
        };
        PlannedOperationDto: {
            /** Format: uuid */
            operationId: string;
            /** Format: uuid */
            companyId: string;
            companyName: string;
            /** Format: uuid */
            machineId: string;
            slots: components["schemas"]["SlotDto"][];
            workMinutes: number;
            price: components["schemas"]["MoneyDto"];
            processingCo2eGrams: number;
            energyWattHours: number;
            /** @description Orchestrators only */
            suitability?: number;
            /** @description Orchestrators only: where the firm stands in the ranking, and why */
            ranking?: components["schemas"]["FirmPlaceDto"];
        };
        TransportLegDto: {
            /** Format: uuid */
            fromCompanyId: string;
            /**
             * Format: uuid
             * @description null: to the customer
             */
            toCompanyId: string | null;
            kilometres: number;
            massGrams: number;
            co2eGrams: number;
            cost: components["schemas"]["MoneyDto"];
        };
        PricePartsDto: {
            production: components["schemas"]["MoneyDto"];
            transport: components["schemas"]["MoneyDto"];
            coordination: components["schemas"]["MoneyDto"];
            standby: components["schemas"]["MoneyDto"];
            /** @description Sum of the parts */
            total: components["schemas"]["MoneyDto"];
        };
        StandbyMemberDto: {
            /** Format: uuid */
            operationId: string;
            /** Format: uuid */
            companyId: string;
            companyName: string;
            /** Format: uuid */
            machineId: string;
            slots: components["schemas"]["SlotDto"][];
            workMinutes: number;
            /** @description If it is activated */
            price: components["schemas"]["MoneyDto"];
            fee: components["schemas"]["MoneyDto"];
        };
        StandbyVariantDto: {
            members: components["schemas"]["StandbyMemberDto"][];
            price: components["schemas"]["PricePartsDto"];
            deliveryProbability: number;
        };
        ReasonDto: {
            /** @description Stable; the portal has the words of each language */
            code: string;
            text: string;
            params: {
                [key: string]: unknown;
            };
        };
        TransportShareDto: {
            /** @description Of the price */
            share: number;
            /** @enum {string} */
            againstUsual: "below" | "within" | "above";
            /** @description Usual in global chains, from */
            usualFrom: number;
            usualTo: number;
        };
        LocalShareDto: {
            /** @description Distance class of the network, from the place of delivery */
            withinKm: number;
            /** @description Of the value added */
            valueShare: number;
        };
        DistributionDto: {
            /**
             * @description As the network ships; lead: all by the lead member
             * @enum {string}
             */
            form: "direct" | "lead";
            legs: number;
            /** @description In this form; the price of the plan counts direct legs */
            transport: components["schemas"]["MoneyDto"];
            /** @description Working days, against direct delivery */
            daysLater: number;
        };
        PlanFiguresDto: {
            transport: components["schemas"]["TransportShareDto"];
            /** @description Firms one after the other on the longest way to the customer */
            tiers: number;
            legs: number;
            /** @description null: the network names no distance class in km */
            local: components["schemas"]["LocalShareDto"] | null;
            distribution: components["schemas"]["DistributionDto"];
        };
        PlanDto: {
            /** Format: uuid */
            planId: string;
            labels: ("cheapest" | "fastest" | "greenest" | "safest" | "recommended")[];
            memberCompanyIds: string[];
            operations: components["schemas"]["PlannedOperationDto"][];
            legs: components["schemas"]["TransportLegDto"][];
            price: components["schemas"]["PricePartsDto"];
            /**
             * Format: date-time
             * @description Median arrival
             */
            arrivesAt: string;
            /**
             * Format: date-time
             * @description Arrival kept with the probability of the mode
             */
            promisedAt: string;
            /** @description Processing and transport */
            co2eGrams: number;
            deliveryProbability: number;
            suitability: number;
            utility: number;
            standby: components["schemas"]["StandbyVariantDto"] | null;
            reasons: components["schemas"]["ReasonDto"][];
            figures: components["schemas"]["PlanFiguresDto"];
        };
        GreenerWithinDto: {
            percent: number;
            /**
             * Format: uuid
             * @description The greenest plan that costs at most so much more than the cheapest
             */
            planId: string;
        };
        NearestDto: {
            weight: number;
            /**
             * Format: uuid
             * @description The best plan where nearness weighs so much beside the utility
             */
            planId: string;
        };
        PlanAnswerDto: {
            greenerWithin?: components["schemas"]["GreenerWithinDto"];
            nearest?: components["schemas"]["NearestDto"];
        };
        ProposalDto: {
            /** Format: uuid */
            proposalId: string;
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            /** Format: date-time */
            proposedAt: string;
            /** Format: date-time */
            validUntil: string;
            policyVersion: string;
            inputDigest: string;
            /** @description The recommended plan is proven to be the best */
            optimal: boolean;
            profile: components["schemas"]["OrderProfileDto"];
            requiredProbability: number;
            weights: {
                [key: string]: number;
            };
            anchors: {
                [key: string]: number[];
            };
            plans: components["schemas"]["PlanDto"][];
            /** @description Where the query asked for it */
            answer?: components["schemas"]["PlanAnswerDto"];
        };
        RelaxationDto: {
            rule: string;
            from: string | number;
            to: string | number;
        };
        RefusalDto: {
            reasons: components["schemas"]["ReasonDto"][];
            relaxations: components["schemas"]["RelaxationDto"][];
        };
        ProposalPageDto: {
            /** @description Latest first */
            items: components["schemas"]["ProposalDto"][];
            nextCursor: string | null;
            /** @enum {string} */
            state: "pending" | "proposed" | "none-found" | "failed";
            /** @description Where no consortium was found: why, and what would help */
            refusal: components["schemas"]["RefusalDto"] | null;
        };
        ProposalRequestedDto: {
            /** @enum {string} */
            state: "pending";
        };
        ChartTableDto: {
            columns: string[];
            rows: unknown[][];
        };
        PlanChartDto: {
            /** @enum {string} */
            name: "graph" | "gantt" | "waterfall" | "pareto";
            title: string;
            /** @description One SVG image */
            svg: string;
            /** @description The same in figures */
            table: components["schemas"]["ChartTableDto"];
        };
        ShownPlanDto: {
            labels: ("cheapest" | "fastest" | "greenest" | "safest" | "recommended")[];
            /** @description Firms, legs, days, parts of the price, risks (methods 4.13) */
            view: {
                [key: string]: unknown;
            };
            charts: components["schemas"]["PlanChartDto"][];
        };
        PlanChartsDto: {
            /** @description The recommended plan first */
            items: components["schemas"]["ShownPlanDto"][];
        };
        WeightReasonDto: {
            leaf: string;
            /** @enum {string} */
            dimension: "q" | "c" | "t" | "x" | "u";
            /** @description The weight is multiplied by it */
            factor: number;
        };
        ThresholdDto: {
            isMet: boolean;
            /** @enum {string} */
            tested: "lower-bound" | "value";
            measured: number;
            limit: number;
        };
        LeafDto: {
            leaf: string;
            value: number;
            /** @description After need adjustment */
            adjusted: number;
            weight: number;
            confidence: number;
            /** @description Nothing known: the network prior stands in */
            isMissing: boolean;
        };
        LossDto: {
            /** @description Leaf, or `floor-rule` */
            source: string;
            loss: number;
        };
        NearestChangeDto: {
            code: string;
            params: {
                [key: string]: unknown;
            };
        };
        KnockOutDto: {
            /** @example KO03 */
            code: string;
            /** @enum {string} */
            state: "pass" | "fail" | "unknown";
            reason: string;
            measured: (string | number) | null;
            limit: (string | number) | null;
            unit: string | null;
            waivableBy: string | null;
            nearestChange: components["schemas"]["NearestChangeDto"] | null;
            evidence: string[];
        };
        OfferDto: {
            /** Format: uuid */
            machineId: string;
            /** @description Cents of the network currency */
            priceMinor: number;
            workMinutes: number;
            /** Format: date */
            earliestFinishOn: string;
            co2eGrams: number;
        };
        CandidateDto: {
            /** Format: uuid */
            companyId: string;
            companyName: string;
            /** @enum {string} */
            standing: "eligible" | "below-threshold" | "question" | "knocked-out";
            /** @description Equal within 0.005 */
            place: number | null;
            /** @description Entered the consortium model */
            isShortlisted: boolean;
            suitability: number;
            lowerBound: number;
            upperBound: number;
            confidence: number;
            threshold: components["schemas"]["ThresholdDto"];
            groups: {
                [key: string]: number;
            };
            leaves: components["schemas"]["LeafDto"][];
            /** @description Largest first; they sum to -ln of the suitability */
            losses: components["schemas"]["LossDto"][];
            knockOuts: components["schemas"]["KnockOutDto"][];
            offer: components["schemas"]["OfferDto"] | null;
        };
        OperationCandidatesDto: {
            /** Format: uuid */
            operationId: string;
            name: string;
            process: string;
            /** @description Best first */
            candidates: components["schemas"]["CandidateDto"][];
        };
        StageOneDto: {
            /** Format: date-time */
            assessedAt: string;
            inputDigest: string;
            profile: {
                [key: string]: number;
            };
            weights: {
                [key: string]: number;
            };
            weightReasons: components["schemas"]["WeightReasonDto"][];
            operations: components["schemas"]["OperationCandidatesDto"][];
        };
        CauseDto: {
            /**
             * @description `unknown` is a question to the firm
             * @enum {string}
             */
            state: "fail" | "unknown";
            /** @example KO07 */
            code: string;
            reason: string;
            firms: number;
        };
        LeaderDto: {
            /** Format: uuid */
            companyId: string;
            companyName: string;
            suitability: number;
            lowerBound: number;
            confidence: number;
            /** @description Share of the draws in which it is first */
            firstPlaceShare: number | null;
            reasons: components["schemas"]["RankingReasonDto"][];
        };
        ExploredDto: {
            /** Format: uuid */
            companyId: string;
            /** @description Share of harmless operations that go to firms of little history */
            quota: number;
            /** @description With which this firm was drawn */
            chosenProbability: number;
        };
        RankingSummaryDto: {
            judged: number;
            eligible: number;
            belowThreshold: number;
            /** @description Knock-outs that only the firm can answer */
            questions: number;
            knockedOut: number;
            /** @description What kept firms out, the most frequent first */
            causes: components["schemas"]["CauseDto"][];
            leader: components["schemas"]["LeaderDto"] | null;
            /** @description Whom the explore quota put first; absent in older decisions */
            explored: components["schemas"]["ExploredDto"] | null;
            /** @enum {string|null} */
            verdict: "clear" | "leading" | "open" | null;
        };
        DecisionDto: {
            /** @description Place in the network's chain of decisions */
            entry: number;
            /** Format: uuid */
            decisionId: string;
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            /** Format: uuid */
            operationId: string;
            operationName: string;
            process: string;
            /** Format: date-time */
            decidedAt: string;
            policyVersion: string;
            /** @description Of engine, policy, input and result together */
            digest: string;
            inputDigest: string;
            summary: components["schemas"]["RankingSummaryDto"];
        };
        DecisionPageDto: {
            /** @description Newest first */
            items: components["schemas"]["DecisionDto"][];
            nextCursor: string | null;
        };
        ChainVerdictDto: {
            entries: number;
            intact: boolean;
            brokenAtEntry: number | null;
            headHash: string;
        };
        DecisionsVerdictDto: {
            entries: number;
            intact: boolean;
            brokenAtEntry: number | null;
            headHash: string;
            /** @description Of the choices and outcomes that were appended */
            sequels: components["schemas"]["ChainVerdictDto"];
        };
        SequelDto: {
            /** @description Place in the chain of what was appended */
            entry: number;
            /** Format: date-time */
            happenedAt: string;
            /** @description What happened, by `kind` */
            content: {
                [key: string]: unknown;
            };
        };
        OutcomeDto: {
            /** Format: uuid */
            companyId: string;
            /** Format: uuid */
            formationId: string;
            onTime: number;
            rightFirstTime: number;
            withoutConflict: number;
            /** @description 0.4 on time, 0.4 right first time, 0.2 without conflict */
            label: number;
            /** Format: date-time */
            deliveredAt: string;
        };
        StandingDto: {
            /**
             * Format: uuid
             * @description Who does the operation
             */
            companyId: string | null;
            /** Format: uuid */
            formationId: string | null;
            /** @description The delivery is refused and not yet settled */
            isDisputed: boolean;
            outcome: components["schemas"]["OutcomeDto"] | null;
        };
        DecisionRecordDto: {
            /** @description Place in the network's chain of decisions */
            entry: number;
            /** Format: uuid */
            decisionId: string;
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            /** Format: uuid */
            operationId: string;
            operationName: string;
            process: string;
            /** Format: date-time */
            decidedAt: string;
            policyVersion: string;
            /** @description Of engine, policy, input and result together */
            digest: string;
            inputDigest: string;
            summary: components["schemas"]["RankingSummaryDto"];
            /** @description Choice and outcome as they were appended, oldest first */
            sequels: components["schemas"]["SequelDto"][];
            now: components["schemas"]["StandingDto"];
            /** @description The ranking in plain sentences */
            explanation: string[];
            /** @description Policy, input and result, as the engine wrote them */
            record: {
                [key: string]: unknown;
            };
        };
        RankingChartDto: {
            /** @enum {string} */
            name: "suitability" | "losses" | "groups" | "stability" | "weight-tornado";
            title: string;
            /** @description One SVG image */
            svg: string;
            /** @description The same in figures */
            table: components["schemas"]["ChartTableDto"];
        };
        RankingChartsDto: {
            items: components["schemas"]["RankingChartDto"][];
        };
        RecomputationDto: {
            /** Format: uuid */
            decisionId: string;
            digest: string;
            /** @description The record is as it was written and gives the same answer to the last digit */
            isSame: boolean;
            problems: string[];
            /** @description JSON pointers into the result */
            differences: string[];
        };
        OwnLeafDto: {
            leaf: string;
            value: number;
            /** @description After need adjustment */
            adjusted: number;
            weight: number;
            confidence: number;
            lowerBound: number;
            upperBound: number;
            loss: number;
            /** @description Nothing known: the network prior stands in */
            isMissing: boolean;
            /** @description Ids of the evidence it rests on */
            evidence: string[];
            /** @description A declaration lies far above what was measured */
            isContradicted: boolean;
        };
        OwnKnockOutDto: {
            /** @example KO03 */
            code: string;
            /** @enum {string} */
            state: "pass" | "fail" | "unknown";
            reason: string;
            /** @description Code and parameters */
            nearestChange: {
                [key: string]: unknown;
            } | null;
        };
        OwnChangeDto: {
            leaf: string;
            /** @description Value of today */
            from: number;
            /** @description Value at which the firm would come first, or pass the threshold */
            to: number;
        };
        OwnViewDto: {
            /** Format: date-time */
            asOf: string;
            /** @enum {string} */
            standing: "eligible" | "below-threshold" | "question" | "knocked-out";
            /** @enum {string|null} */
            band: "upper-third" | "middle-third" | "lower-third" | null;
            suitability: number;
            confidence: number;
            leaves: components["schemas"]["OwnLeafDto"][];
            knockOuts: components["schemas"]["OwnKnockOutDto"][];
            changes: components["schemas"]["OwnChangeDto"][];
            /** @description Correction that was applied to it; 1: none */
            fairnessFactor: number;
        };
        OwnRankingDto: {
            /** Format: uuid */
            decisionId: string;
            process: string;
            /** Format: date-time */
            decidedAt: string;
            policyVersion: string;
            view: components["schemas"]["OwnViewDto"];
        };
        OwnRankingPageDto: {
            /** @description Newest first */
            items: components["schemas"]["OwnRankingDto"][];
            nextCursor: string | null;
        };
        ExposureAccountDto: {
            /** Format: uuid */
            companyId: string;
            companyName: string;
            /** @description Rankings in which it was eligible */
            rankings: number;
            /** @description Exposure that its suitability deserved */
            target: number;
            /** @description Exposure that it had */
            real: number;
            /** @description Real over target: below 1 it was shown less than it deserved */
            ratio: number;
        };
        ExposureReportDto: {
            /** @description Lowest ratio first */
            accounts: components["schemas"]["ExposureAccountDto"][];
            giniOfRatios: number;
            lowestToHighest: number | null;
            /** @description Active members that were never eligible: no correction reaches them */
            neverEligible: string[];
            /** @description lambda: the ranking key moves by at most half of it */
            correction: number;
        };
        MonthOfExposureDto: {
            /** @example 2026-03 */
            month: string;
            rankings: number;
            target: number;
            real: number;
            bestPlace: number;
        };
        OwnExposureDto: {
            rankings: number;
            target: number;
            real: number;
            /** @description Null where it was never eligible */
            ratio: number | null;
            /** @description Newest first */
            months: components["schemas"]["MonthOfExposureDto"][];
        };
        PreferredDto: {
            /** Format: uuid */
            companyId: string;
            companyName: string;
            degree: number;
        };
        PreferencesDto: {
            preferred: components["schemas"]["PreferredDto"][];
            /** @description A fully preferred firm has its ranking key raised by this share, never more */
            boostMax: number;
        };
        PreferredRequest: {
            /** Format: uuid */
            companyId: string;
            /** @description 1: as much as possible; 0: not at all */
            degree: number;
        };
        PreferencesRequest: {
            preferred: components["schemas"]["PreferredRequest"][];
        };
        WeightVerdictDto: {
            /** @enum {string} */
            status: "proposed" | "refused";
            /**
             * @description Which guard refused
             * @enum {string}
             */
            reason?: "too-few-pairs" | "no-better-on-hold-out";
            /** @description Pairs of alike operations with different outcomes */
            pairs: number;
            pairsMin?: number;
            /** @description The last pairs, which were not learnt from */
            holdOutPairs?: number;
            /** @description Mean log loss on them by the weights in force */
            holdOutLossBefore?: number;
            /** @description By the proposed ones */
            holdOutLossAfter?: number;
            /** @description Policy version that the proposal starts from */
            replacesVersion?: string;
            /** @description By leaf, sum 1 */
            weights?: {
                [key: string]: number;
            };
            /** @description Leaves whose change the limit cut short */
            limitedLeaves?: string[];
        };
        WeightProposalDto: {
            /** Format: uuid */
            proposalId: string;
            version: number;
            /** @enum {string} */
            state: "refused" | "proposed" | "in-force" | "superseded" | "rejected";
            /** Format: date-time */
            proposedAt: string;
            /** @description Finished operations that were looked at */
            operations: number;
            verdict: components["schemas"]["WeightVerdictDto"];
            /** Format: date-time */
            decidedAt: string | null;
            decidedBy: string | null;
        };
        WeightProposalPageDto: {
            /** @description Newest first */
            items: components["schemas"]["WeightProposalDto"][];
            nextCursor: string | null;
        };
        WeightDecisionRequest: {
            /** @description false rejects the proposal */
            accept: boolean;
        };
        TrailDto: {
            /** Format: uuid */
            companyId: string;
            companyName: string;
            process: string;
            /** @description Pheromone, 0.05 to 1; 0.5 without results */
            tau: number;
            /** @description Results it was learnt from */
            results: number;
        };
        PlacementDto: {
            /**
             * @description Who finds the firms of an order from now on
             * @enum {string}
             */
            mode: "optimiser" | "firms";
            /** @enum {string} */
            optimiser: "on" | "off";
            /** @description K3 of the strategy in force */
            placementOption: string | null;
            trails: components["schemas"]["TrailDto"][];
        };
        PlacementRequest: {
            /**
             * @description off: firms take the work themselves, whatever the box says
             * @enum {string}
             */
            optimiser: "on" | "off";
        };
        DeadEndDto: {
            /** Format: uuid */
            operation: string;
            rule: string;
            explorers: number;
        };
        PlacementRecordDto: {
            /** Format: uuid */
            proposalId: string;
            digest: string;
            seed: number;
            explorers: number;
            /** @description Explorers that found firms for every operation */
            home: number;
            deadEnds: components["schemas"]["DeadEndDto"][];
            reasons: string[];
            /** @description Case with its seed, policy and result, as stored */
            record: {
                [key: string]: unknown;
            };
        };
        PlacementRecomputationDto: {
            /** Format: uuid */
            proposalId: string;
            digest: string;
            /** @description As it was written, and the same answer to the last digit */
            isSame: boolean;
            problems: string[];
            /** @description JSON pointers into the result */
            differences: string[];
        };
        ChoiceRequest: {
            /** Format: uuid */
            planId: string;
            withStandby: boolean;
            /** @description The version of the order that the customer looked at */
            orderVersion: number;
        };
        CeilingsDto: {
            price: components["schemas"]["MoneyDto"];
            /** Format: date-time */
            promisedAt: string;
        };
        SeatDto: {
            /** Format: uuid */
            companyId: string;
            companyName: string;
            /** @enum {string} */
            role: "primary" | "standby";
            operationIds: string[];
            price: components["schemas"]["MoneyDto"];
            /** @enum {string} */
            invitation: "open" | "accepted" | "declined" | "expired" | "superseded" | "not-invited";
        };
        OfferedReplacementDto: {
            price: components["schemas"]["PricePartsDto"];
            /** Format: date-time */
            arrivesAt: string;
            /** Format: date-time */
            promisedAt: string;
            deliveryProbability: number;
        };
        FormationDto: {
            /** Format: uuid */
            formationId: string;
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            /** Format: uuid */
            proposalId: string;
            /** Format: uuid */
            planId: string;
            withStandby: boolean;
            /** @enum {string} */
            state: "holding" | "inviting" | "replacing" | "awaiting-customer" | "settling" | "confirmed" | "failed" | "dissolved";
            /** @description Of the hold; rises with every replacement */
            revision: number;
            /** Format: date-time */
            chosenAt: string;
            /** Format: date-time */
            holdExpiresAt: string | null;
            /** @description Price and date of the choice; beyond them the customer is asked */
            ceilings: components["schemas"]["CeilingsDto"];
            price: components["schemas"]["PricePartsDto"];
            /** Format: date-time */
            arrivesAt: string;
            /** Format: date-time */
            promisedAt: string;
            deliveryProbability: number;
            seats: components["schemas"]["SeatDto"][];
            /** @description While it awaits the customer */
            offered: components["schemas"]["OfferedReplacementDto"] | null;
            /** Format: uuid */
            consortiumId: string | null;
            /** @description Why it failed or was dissolved */
            endReason: string | null;
        };
        ApprovalRequest: {
            /** @description Whether the offered replacement may exceed the price or date that was chosen */
            approve: boolean;
        };
        DissolutionRequest: {
            reason: string;
        };
        InvitationOperationDto: {
            /** Format: uuid */
            operationId: string;
            name: string;
            process: string;
            pieces: number;
            material: string;
            /** Format: uuid */
            machineId: string;
            slots: components["schemas"]["SlotDto"][];
            workMinutes: number;
        };
        InvitationDto: {
            /** Format: uuid */
            invitationId: string;
            /** Format: uuid */
            formationId: string;
            /** Format: uuid */
            orderId: string;
            /** @enum {string} */
            role: "primary" | "standby";
            /** @enum {string} */
            state: "open" | "accepted" | "declined" | "expired" | "superseded";
            /** @description Of your own operations; on standby the fee */
            price: components["schemas"]["MoneyDto"];
            operations: components["schemas"]["InvitationOperationDto"][];
            /** Format: date-time */
            sentAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            answeredAt: string | null;
        };
        InvitationPageDto: {
            /** @description Newest first */
            items: components["schemas"]["InvitationDto"][];
            nextCursor: string | null;
        };
        AnswerRequest: {
            /** @enum {string} */
            answer: "accepted" | "declined";
            reason?: string;
        };
        TimeToConsortiumDto: {
            /** @description Confirmed in the last 90 days */
            orders: number;
            /** @description From the order to the consortium that all members accepted */
            medianHours: number | null;
            slowestHours: number | null;
            targetHours: number;
            /** @description null: no order yet */
            isWithinTarget: boolean | null;
        };
        IndicatorsDto: {
            timeToConsortium: components["schemas"]["TimeToConsortiumDto"];
        };
        /** @description A refusal (RFC 9457). Programs go by `code` and `errors`, people by `detail`. */
        Problem: {
            /**
             * Format: uri
             * @example urn:gewerk:problem:http.input-invalid
             */
            type: string;
            title: string;
            status: number;
            /** @description What is wrong and what to do about it, in English */
            detail: string;
            /**
             * @description Stable; what translations go by
             * @example http.input-invalid
             */
            code: string;
            params: {
                [key: string]: unknown;
            };
            errors: {
                /**
                 * @description JSON pointer (RFC 6901) to the wrong field
                 * @example /items/0/quantity
                 */
                pointer: string;
                /** @example min */
                code: string;
                params?: {
                    [key: string]: unknown;
                };
            }[];
            /** Format: uuid */
            correlationId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    parkedEventsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ParkedEventPageResponse"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parkedEventsReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayResponse"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parkedEventsDiscard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parkedEventsAcceptGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    consumptionRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsumptionResponse"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    denialsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DenialPageResponse"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    denialsVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DenialVerdictResponse"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    partnersSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerSummaryResponse"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposalsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Name the greenest plan within so many per cent of the least price */
                greenerWithinPercent?: number;
                /** @description Name the best plan where nearness has this weight */
                distanceWeight?: number;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalPageDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer, orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proposalsRequest: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Consortia are looked for again; read them from the list */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalRequestedDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer, orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planChartsRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanChartsDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    candidatesRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageOneDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisionsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionPageDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisionsVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionsVerdictDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisionsRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionRecordDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisionsCharts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RankingChartsDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decisionsRecompute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecomputationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ownRankingsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnRankingPageDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: member. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exposureReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureReportDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exposureOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnExposureDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: member. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferencesRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferencesSet: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    weightProposalsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeightProposalPageDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    weightProposalsPropose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeightProposalDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    weightProposalsDecide: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WeightDecisionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeightProposalDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    weightProposalsRestore: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placementRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placementSet: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacementRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placementRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementRecordDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placementRecompute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementRecomputationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    formationsChoose: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                proposalId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChoiceRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer, orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    formationsRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                formationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer, orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    formationsApprove: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                formationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer, orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    formationsDissolve: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                formationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DissolutionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: customer, orchestrator. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invitationsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                state?: "open" | "accepted" | "declined" | "expired" | "superseded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationPageDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: member. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invitationsAnswer: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                invitationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: member. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or not for you to see. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description In conflict with the present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Cannot be processed, or the Idempotency-Key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    indicatorsRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IndicatorsDto"];
                };
            };
            /** @description The input is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid access token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of the roles: orchestrator, auditor. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
