// Generated from docs/openapi/governance.json by npm run generate; do not edit.
export interface paths {
    "/api/governance/v1/operations/parked": {
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
    "/api/governance/v1/operations/parked/{id}/replay": {
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
    "/api/governance/v1/operations/parked/{id}/discard": {
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
    "/api/governance/v1/operations/parked/{id}/accept-gap": {
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
    "/api/governance/v1/operations/consumption": {
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
    "/api/governance/v1/operations/denials": {
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
    "/api/governance/v1/operations/denials/verification": {
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
    "/api/governance/v1/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, member, customer, auditor, system. */
        get: operations["networkRead"];
        /** @description Roles: orchestrator. */
        put: operations["networkConfigure"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/governance/v1/uncertainty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: orchestrator, member, customer, auditor, system. */
        get: operations["uncertaintyRead"];
        /** @description Roles: orchestrator. */
        put: operations["uncertaintyReport"];
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
        StrategyDto: {
            cost: number;
            time: number;
            quality: number;
            flexibility: number;
            service: number;
        };
        LimitsDto: {
            /** @description Most members of a consortium */
            maxMembers: number;
            /** @description Least interface compatibility of any two members */
            minInterfaceCompatibility: number;
            /** @description Least suitability of a partner for an operation */
            minSuitability: number;
        };
        NetworkConfigurationDto: {
            name: string;
            /** @example EUR */
            currency: string;
            /** @example Europe/Berlin */
            timeZone: string;
            /**
             * @example [
             *       "2026-12-25"
             *     ]
             */
            closedDays: string[];
            /** @description Shares of the five success factors; they sum to 1 */
            strategy: components["schemas"]["StrategyDto"];
            /** @description Options of the morphological box */
            selections: {
                [key: string]: string[];
            };
            sustainabilityAmbition: number;
            limits: components["schemas"]["LimitsDto"];
        };
        NetworkResponse: {
            name: string;
            /** @example EUR */
            currency: string;
            /** @example Europe/Berlin */
            timeZone: string;
            /**
             * @example [
             *       "2026-12-25"
             *     ]
             */
            closedDays: string[];
            /** @description Shares of the five success factors; they sum to 1 */
            strategy: components["schemas"]["StrategyDto"];
            /** @description Options of the morphological box */
            selections: {
                [key: string]: string[];
            };
            sustainabilityAmbition: number;
            limits: components["schemas"]["LimitsDto"];
            /** Format: uuid */
            networkId: string;
            parameterVersion: number;
            /** Format: date-time */
            inForceFrom: string;
        };
        RegionUncertaintyDto: {
            region: string;
            index: number;
            /** @description Expected regional shocks a year (methods 5.4) */
            shocksPerYear: number;
        };
        UncertaintyReadingDto: {
            index: number;
            confidence: number;
            regions: components["schemas"]["RegionUncertaintyDto"][];
        };
        UncertaintyResponse: {
            index: number;
            confidence: number;
            regions: components["schemas"]["RegionUncertaintyDto"][];
            /** @enum {string} */
            band: "low" | "medium" | "high" | "extreme";
            /** @enum {string} */
            mode: "efficient" | "balanced" | "resilient";
            /** Format: date-time */
            asOf: string;
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
    networkRead: {
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
                    "application/json": components["schemas"]["NetworkResponse"];
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
            /** @description None of the roles: orchestrator, member, customer, auditor, system. */
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
    networkConfigure: {
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
                "application/json": components["schemas"]["NetworkConfigurationDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkResponse"];
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
    uncertaintyRead: {
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
                    "application/json": components["schemas"]["UncertaintyResponse"];
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
            /** @description None of the roles: orchestrator, member, customer, auditor, system. */
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
    uncertaintyReport: {
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
                "application/json": components["schemas"]["UncertaintyReadingDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UncertaintyResponse"];
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
}
