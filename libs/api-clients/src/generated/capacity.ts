// Generated from docs/openapi/capacity.json by npm run generate; do not edit.
export interface paths {
    "/api/capacity/v1/operations/parked": {
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
    "/api/capacity/v1/operations/parked/{id}/replay": {
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
    "/api/capacity/v1/operations/parked/{id}/discard": {
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
    "/api/capacity/v1/operations/parked/{id}/accept-gap": {
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
    "/api/capacity/v1/operations/consumption": {
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
    "/api/capacity/v1/operations/denials": {
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
    "/api/capacity/v1/operations/denials/verification": {
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
    "/api/capacity/v1/machines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["machinesList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/machines/{machineId}/windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["machinesWindows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: system. */
        post: operations["reportsReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["bookingsList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/bookings/{bookingId}/starts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: member, system. */
        post: operations["bookingsStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/bookings/{bookingId}/finishes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: member, system. */
        post: operations["bookingsFinish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/utilisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, member. */
        get: operations["utilisationReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/plan/shop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Roles: member, system. */
        put: operations["planState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/plan/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: member, system. */
        post: operations["planChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/plan/published-share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["planShare"];
        /** @description Roles: member, system. */
        put: operations["planChoose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["planRead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/plan/late-operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["planLate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/capacity/v1/plan/gantt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: member, system. */
        get: operations["planGantt"];
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
        MachineResponse: {
            /** Format: uuid */
            machineId: string;
            /** Format: uuid */
            machineGroupId: string;
            /** Format: uuid */
            siteId: string;
            process: string;
            model: string;
            label: string;
            /**
             * Format: date-time
             * @description Of the last report; null before the first
             */
            asOf: string | null;
            /** @description Version that plans name; 0 before the first report */
            availabilityVersion: number;
        };
        MachinePageResponse: {
            items: components["schemas"]["MachineResponse"][];
            nextCursor: string | null;
        };
        WindowDto: {
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
        };
        MachineWindowsResponse: {
            /** Format: uuid */
            machineId: string;
            availabilityVersion: number;
            /** Format: date-time */
            asOf: string | null;
            horizon: components["schemas"]["WindowDto"] | null;
            /** @description As the company stated them */
            statedWindows: components["schemas"]["WindowDto"][];
            /** @description After our holds and bookings */
            freeWindows: components["schemas"]["WindowDto"][];
            usualFreeMinutesPerDay: number;
        };
        RefusedFieldResponse: {
            /** @description JSON pointer into the event */
            pointer: string;
            code: string;
            params: {
                [key: string]: unknown;
            };
        };
        RefusedEventResponse: {
            /** @description Of the event; null where it has none */
            id: string | null;
            /** @example capacity.report-outdated */
            code: string;
            detail: string;
            errors: components["schemas"]["RefusedFieldResponse"][];
        };
        ReportsResponse: {
            /** @description Events taken over */
            accepted: number;
            /** @description Events accepted before, by id */
            duplicates: number;
            refused: components["schemas"]["RefusedEventResponse"][];
        };
        BookingResponse: {
            /** Format: uuid */
            bookingId: string;
            /** Format: uuid */
            formationId: string;
            /** Format: uuid */
            operationId: string;
            /** Format: uuid */
            companyId: string;
            /** Format: uuid */
            machineId: string;
            /** @enum {string} */
            role: "primary" | "standby";
            /** @enum {string} */
            state: "booked" | "running" | "finished" | "given-back";
            slots: components["schemas"]["WindowDto"][];
            workMinutes: number;
            /** @description Booked hours that your system reported as gone */
            lostWindows: components["schemas"]["WindowDto"][];
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            goodPieces: number | null;
            scrapPieces: number | null;
        };
        BookingPageResponse: {
            items: components["schemas"]["BookingResponse"][];
            nextCursor: string | null;
        };
        FinishRequest: {
            goodPieces: number;
            scrapPieces: number;
        };
        UtilisationResponse: {
            /** @description Machines that reported */
            machines: number;
            shiftMinutes: number;
            productiveMinutes: number;
            /** @description Productive over shift minutes; null without shifts */
            utilisation: number | null;
        };
        GroupUtilisationResponse: {
            /** @description Machines that reported */
            machines: number;
            shiftMinutes: number;
            productiveMinutes: number;
            /** @description Productive over shift minutes; null without shifts */
            utilisation: number | null;
            /** Format: uuid */
            machineGroupId: string;
            /** Format: uuid */
            companyId: string;
            process: string;
        };
        UtilisationReportResponse: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @description Of the network, or of your company */
            network: components["schemas"]["UtilisationResponse"];
            items: components["schemas"]["GroupUtilisationResponse"][];
        };
        PlanRequestResponse: {
            /** @description Requests so far */
            asked: number;
            /** @description The last one that was answered; the plan is current where both are equal */
            answered: number;
        };
        PublishedShare: {
            /** @description Of the hours that your plan leaves free, in percent; null: the hours that your system reports */
            percent: number | null;
        };
        PlanFailureResponse: {
            /** @example scheduling.calendars-too-short */
            code: string;
            detail: string;
        };
        PlannedOperationResponse: {
            /** @description Your own name of the job, or "booking " and the id of a hold or booking */
            jobId: string;
            operationId: string;
            /** Format: uuid */
            machineId: string;
            /**
             * Format: date-time
             * @description Start of the set-up
             */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: date-time */
            dueAt: string | null;
            /** @enum {string} */
            origin: "own" | "network";
            /** @description Begun or promised: re-planning leaves it where it is */
            isFrozen: boolean;
        };
        PlanSummaryResponse: {
            /** @description The request that it answers */
            revision: number;
            /**
             * @description What the request came from
             * @example machine-outage
             */
            because: string;
            /** Format: date-time */
            plannedAt: string;
            machines: number;
            weightedMinutesLate: number;
            /** @description Minutes by which the loads are off a common utilisation; 0 unless the loads are to be levelled */
            loadSpreadMinutes: number;
            /** Format: date-time */
            endsAt: string;
            /** @description In minutes; less is better */
            objective: number;
            /** @description Below which no plan gets */
            lowerBound: number;
            /** @description Operations that start at another time than in the plan before, or on another machine */
            movedOperations: number;
            reassignedOperations: number;
            iterations: number;
            engineMillis: number;
            operations: components["schemas"]["PlannedOperationResponse"][];
            /** @description How many operations are late; GET /plan/late-operations explains them */
            lateOperations: number;
            /** @description Begun or promised work that cannot be done as it stands */
            conflicts: string[];
        };
        PlanResponse: {
            /** @description Requests so far */
            asked: number;
            /** @description The last one that was answered; the plan is current where both are equal */
            answered: number;
            /** @description Why the last request could not be planned */
            failure: components["schemas"]["PlanFailureResponse"] | null;
            plan: components["schemas"]["PlanSummaryResponse"] | null;
        };
        NamedOperationResponse: {
            jobId: string;
            operationId: string;
        };
        LateOperationResponse: {
            jobId: string;
            operationId: string;
            /** Format: uuid */
            machineId: string;
            /** Format: date-time */
            endsAt: string;
            /**
             * Format: date-time
             * @description From which the rest of the job could still be in time
             */
            latestEndsAt: string;
            lateMinutes: number;
            /**
             * @description Why it does not start earlier
             * @enum {string}
             */
            blockedBy: "release" | "predecessor" | "machine-busy" | "machine-closed" | "frozen" | "batch-not-started";
            waitsFor: components["schemas"]["NamedOperationResponse"] | null;
            waitMinutes: number;
            /** @description What would free it, most promising first */
            remedies: string[];
        };
        LateOperationsResponse: {
            items: components["schemas"]["LateOperationResponse"][];
            nextCursor: string | null;
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
    machinesList: {
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
                    "application/json": components["schemas"]["MachinePageResponse"];
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
            /** @description None of the roles: member, system. */
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
    machinesWindows: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                machineId: string;
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
                    "application/json": components["schemas"]["MachineWindowsResponse"];
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
            /** @description None of the roles: member, system. */
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
    reportsReport: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description CloudEvents 1.0 of type capacity.capacity-reported.v1; each is judged alone, the answer names those refused */
        requestBody: {
            content: {
                "application/cloudevents+json": Record<string, never> | Record<string, never>[];
                "application/cloudevents-batch+json": Record<string, never> | Record<string, never>[];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportsResponse"];
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
            /** @description None of the roles: system. */
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
    bookingsList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                formationId?: string;
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
                    "application/json": components["schemas"]["BookingPageResponse"];
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
            /** @description None of the roles: member, system. */
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
    bookingsStart: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                bookingId: string;
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
                    "application/json": components["schemas"]["BookingResponse"];
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
            /** @description None of the roles: member, system. */
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
    bookingsFinish: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path: {
                bookingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FinishRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingResponse"];
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
            /** @description None of the roles: member, system. */
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
    utilisationReport: {
        parameters: {
            query?: {
                /** @description Beginning of the period; now when left out */
                from?: string;
                days?: number;
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
                    "application/json": components["schemas"]["UtilisationReportResponse"];
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
            /** @description None of the roles: orchestrator, member. */
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
    planState: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Your jobs and the rules of your machines; replaces what was stated before */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description weighted-tardiness when left out
                     * @enum {unknown}
                     */
                    objective?: "weighted-tardiness" | "makespan" | "levelled-load";
                    machines?: {
                        /** Format: uuid */
                        machineId: string;
                        setups?: {
                            from: string;
                            to: string;
                            /** @description Set-up */
                            minutes: number;
                        }[];
                        /** @description Set-up between families not named */
                        setupOtherwiseMinutes?: number;
                        batch?: {
                            /** @description Operations of one family and duration together */
                            capacity: number;
                            /** @description When it may be started; at any time when left out */
                            startWindows?: {
                                /**
                                 * Format: date-time
                                 * @description From when
                                 */
                                startsAt: string;
                                /**
                                 * Format: date-time
                                 * @description Until when
                                 */
                                endsAt: string;
                            }[];
                        };
                    }[];
                    transport?: {
                        /** Format: uuid */
                        fromSiteId: string;
                        /** Format: uuid */
                        toSiteId: string;
                        /** @description On the way */
                        minutes: number;
                    }[];
                    jobs: {
                        /** @description As the shop calls it; does not begin with "booking " */
                        jobId: string;
                        /**
                         * Format: date-time
                         * @description Nothing of it starts before; now when left out
                         */
                        releaseAt?: string;
                        /**
                         * Format: date-time
                         * @description Later is late
                         */
                        dueAt?: string;
                        /** @description Of a minute late; 1 when left out */
                        weight?: number;
                        operations: {
                            /** @description Within its job */
                            operationId: string;
                            after?: string[];
                            /** @description Equal families follow each other without set-up */
                            family?: string;
                            /** @description Whether the run goes on after a closed time; true unless said otherwise */
                            splittable?: boolean;
                            options: {
                                /** Format: uuid */
                                machineId: string;
                                /** @description Run time */
                                minutes: number;
                                /** @description Needed each time */
                                setupMinutes?: number;
                            }[];
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description The plan follows: GET /plan */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRequestResponse"];
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
            /** @description None of the roles: member, system. */
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
    planChange: {
        parameters: {
            query?: never;
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description One machine down, one order in, or one operation late; the plan is made anew with few changes */
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    kind: "machine-outage";
                    /** Format: uuid */
                    machineId: string;
                    /**
                     * Format: date-time
                     * @description From when
                     */
                    startsAt: string;
                    /**
                     * Format: date-time
                     * @description Until when
                     */
                    endsAt: string;
                } | {
                    /** @constant */
                    kind: "order-in";
                    job: {
                        /** @description As the shop calls it; does not begin with "booking " */
                        jobId: string;
                        /**
                         * Format: date-time
                         * @description Nothing of it starts before; now when left out
                         */
                        releaseAt?: string;
                        /**
                         * Format: date-time
                         * @description Later is late
                         */
                        dueAt?: string;
                        /** @description Of a minute late; 1 when left out */
                        weight?: number;
                        operations: {
                            /** @description Within its job */
                            operationId: string;
                            after?: string[];
                            /** @description Equal families follow each other without set-up */
                            family?: string;
                            /** @description Whether the run goes on after a closed time; true unless said otherwise */
                            splittable?: boolean;
                            options: {
                                /** Format: uuid */
                                machineId: string;
                                /** @description Run time */
                                minutes: number;
                                /** @description Needed each time */
                                setupMinutes?: number;
                            }[];
                        }[];
                    };
                } | {
                    /** @constant */
                    kind: "operation-late";
                    /** @description As the plan names it */
                    jobId: string;
                    /** @description Of the job */
                    operationId: string;
                    /**
                     * Format: date-time
                     * @description When it will end
                     */
                    endsAt: string;
                };
            };
        };
        responses: {
            /** @description The plan follows: GET /plan */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRequestResponse"];
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
            /** @description None of the roles: member, system. */
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
    planShare: {
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
                    "application/json": components["schemas"]["PublishedShare"];
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
            /** @description None of the roles: member, system. */
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
    planChoose: {
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
                "application/json": components["schemas"]["PublishedShare"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedShare"];
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
            /** @description None of the roles: member, system. */
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
    planRead: {
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
                    "application/json": components["schemas"]["PlanResponse"];
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
            /** @description None of the roles: member, system. */
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
    planLate: {
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
                    "application/json": components["schemas"]["LateOperationsResponse"];
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
            /** @description None of the roles: member, system. */
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
    planGantt: {
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
                    "image/svg+xml": string;
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
            /** @description None of the roles: member, system. */
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
