// Generated from docs/openapi/orders.json by npm run generate; do not edit.
export interface paths {
    "/api/orders/v1/operations/parked": {
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
    "/api/orders/v1/operations/parked/{id}/replay": {
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
    "/api/orders/v1/operations/parked/{id}/discard": {
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
    "/api/orders/v1/operations/parked/{id}/accept-gap": {
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
    "/api/orders/v1/operations/consumption": {
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
    "/api/orders/v1/operations/denials": {
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
    "/api/orders/v1/operations/denials/verification": {
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
    "/api/orders/v1/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer, orchestrator, auditor. */
        get: operations["partsList"];
        put?: never;
        /** @description Roles: customer. */
        post: operations["partsReceive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/parts/{partId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer, orchestrator, auditor. */
        get: operations["partsOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer, member, orchestrator, auditor. */
        get: operations["ordersList"];
        put?: never;
        /** @description Roles: customer. */
        post: operations["ordersSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Roles: customer, member, orchestrator, auditor. */
        get: operations["ordersOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/orders/{orderId}/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer, orchestrator. */
        post: operations["ordersCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/orders/{orderId}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer. */
        post: operations["ordersAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/orders/{orderId}/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer. */
        post: operations["ordersComplain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/v1/orders/{orderId}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Roles: customer. */
        post: operations["ordersRate"];
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
        PartFiguresResponse: {
            volumeCubicMillimetres: number;
            areaSquareMillimetres: number;
            /** @description Extents along x, y, z */
            boundingBoxMicrometres: number[];
            /** @description Closed bodies in the file */
            solids: number;
        };
        PartFailureResponse: {
            /** @example geometry.no-solid */
            code: string;
            /** @description What is wrong and what to do */
            reason: string;
        };
        PartResponse: {
            /** Format: uuid */
            partId: string;
            name: string;
            /** @enum {string} */
            state: "measuring" | "measured" | "failed";
            sha256: string;
            byteLength: number;
            figures: components["schemas"]["PartFiguresResponse"] | null;
            failure: components["schemas"]["PartFailureResponse"] | null;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            measuredAt: string | null;
        };
        PartPageResponse: {
            items: components["schemas"]["PartResponse"][];
            nextCursor: string | null;
        };
        DeliverToDto: {
            name: string;
            /** @example DE */
            country: string;
            latitude: number;
            longitude: number;
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
        ProfileOverrideDto: {
            quality?: Record<string, never>;
            complexity?: Record<string, never>;
        };
        OrderItemDto: {
            /** Format: uuid */
            partId: string;
            /** @enum {string} */
            material: "steel" | "tool-steel" | "stainless-steel" | "aluminium" | "titanium";
            /** @description Share of secondary material in the stock */
            recycledShare: number;
            pieces: number;
            /** @description Finest ISO 286 tolerance grade of the part */
            toleranceIt: number;
            roughnessRaMicrometres?: Record<string, never>;
            /** @enum {string} */
            inspection: "none" | "sample" | "full" | "first-article";
            /** @default false */
            hardened: boolean;
        };
        SubmitOrderRequest: {
            title: string;
            /**
             * Format: date-time
             * @description Latest arrival at the place of delivery
             */
            dueAt: string;
            rush: boolean;
            deliverTo: components["schemas"]["DeliverToDto"];
            criticality?: Record<string, never>;
            sustainabilityAmbition?: Record<string, never>;
            targetPrice?: components["schemas"]["MoneyDto"];
            /** @default 1 */
            securityClass: number;
            /** @description Standards that every member must hold, such as EN 9100 */
            requiredCertificates?: string[];
            /** @description Replaces computed values of the order profile */
            profile?: components["schemas"]["ProfileOverrideDto"];
            items: components["schemas"]["OrderItemDto"][];
        };
        ProfileResponse: {
            /** @description In force */
            quality: number;
            /** @description In force */
            complexity: number;
            computedQuality: number;
            computedComplexity: number;
            qualityOverridden: boolean;
            complexityOverridden: boolean;
        };
        OrderPartResponse: {
            /** Format: uuid */
            partId: string;
            name: string;
            /** @enum {string} */
            material: "steel" | "tool-steel" | "stainless-steel" | "aluminium" | "titanium";
            recycledShare: number;
            pieces: number;
            grossMassGrams: number;
            netMassGrams: number;
            volumeCubicMillimetres: number;
            areaSquareMillimetres: number;
            boundingBoxMicrometres: number[];
            toleranceIt: number;
            roughnessRaNanometres: number | null;
        };
        OrderOperationResponse: {
            /** Format: uuid */
            operationId: string;
            /** Format: uuid */
            partId: string;
            name: string;
            /** @enum {string} */
            process: "sawing" | "laser-cutting" | "turning" | "milling-3-axis" | "milling-5-axis" | "wire-edm" | "sink-edm" | "welding" | "heat-treatment" | "grinding" | "assembly" | "inspection";
            after: string[];
            pieces: number;
            setupMinutes: number;
            programmingMinutes: number;
            unitMinutes: number;
            inspectionMinutesPerPiece: number;
            massAfterGrams: number;
            envelopeMicrometres: number[];
            pieceMassGrams: number;
            accuracyIt: number;
            /** @enum {string} */
            material: "steel" | "tool-steel" | "stainless-steel" | "aluminium" | "titanium";
            splittable: boolean;
            suppliesMaterial: boolean;
            /** @description Figures behind it, with mark and source */
            assumptions: string[];
        };
        ProductionResponse: {
            /** Format: uuid */
            formationId: string;
            /** Format: uuid */
            consortiumId: string | null;
            /** Format: uuid */
            leadCompanyId: string | null;
            memberCompanyIds: string[];
            /** @description Null to members, who see their own part only */
            price: components["schemas"]["MoneyDto"] | null;
            /** Format: date-time */
            promisedAt: string | null;
            operationsBooked: number;
            operationsFinished: number;
            /** Format: date-time */
            announcedAt: string | null;
            /** Format: date-time */
            expectedAt: string | null;
        };
        CancellationResponse: {
            /** Format: date-time */
            cancelledAt: string;
            reason: string;
        };
        DeliveryResponse: {
            /** Format: date-time */
            acceptedAt: string;
            acceptedPieces: number;
            onTime: boolean;
            acceptedValue: components["schemas"]["MoneyDto"] | null;
        };
        ComplaintResponse: {
            /** Format: date-time */
            raisedAt: string;
            affectedPieces: number;
            reason: string;
        };
        MemberRatingDto: {
            /** Format: uuid */
            companyId: string;
            quality: number;
            punctuality: number;
            communication: number;
            satisfaction: number;
        };
        OrderResponse: {
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            /** Format: uuid */
            customerCompanyId: string;
            /** @enum {string} */
            state: "submitted" | "proposed" | "unplaceable" | "forming" | "in-production" | "ready" | "delivered" | "complained" | "rated" | "cancelled";
            title: string;
            /** Format: date-time */
            submittedAt: string;
            /** Format: date-time */
            dueAt: string;
            rush: boolean;
            deliverTo: components["schemas"]["DeliverToDto"];
            criticality: number;
            sustainabilityAmbition: number | null;
            targetPrice: components["schemas"]["MoneyDto"] | null;
            securityClass: number;
            requiredCertificates: string[];
            profile: components["schemas"]["ProfileResponse"];
            routingVersion: string;
            parts: components["schemas"]["OrderPartResponse"][];
            operations: components["schemas"]["OrderOperationResponse"][];
            production: components["schemas"]["ProductionResponse"] | null;
            cancellation: components["schemas"]["CancellationResponse"] | null;
            delivery: components["schemas"]["DeliveryResponse"] | null;
            complaint: components["schemas"]["ComplaintResponse"] | null;
            /** @description A member sees its own */
            ratings: components["schemas"]["MemberRatingDto"][];
        };
        OrderSummaryResponse: {
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            /** Format: uuid */
            customerCompanyId: string;
            /** @enum {string} */
            state: "submitted" | "proposed" | "unplaceable" | "forming" | "in-production" | "ready" | "delivered" | "complained" | "rated" | "cancelled";
            title: string;
            /** Format: date-time */
            submittedAt: string;
            /** Format: date-time */
            dueAt: string;
            rush: boolean;
        };
        OrderPageResponse: {
            items: components["schemas"]["OrderSummaryResponse"][];
            nextCursor: string | null;
        };
        CancellationRequest: {
            reason: string;
        };
        AcceptanceRequest: {
            acceptedPieces: number;
        };
        ComplaintRequest: {
            affectedPieces: number;
            reason: string;
        };
        RatingsRequest: {
            ratings: components["schemas"]["MemberRatingDto"][];
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
    partsList: {
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
                    "application/json": components["schemas"]["PartPageResponse"];
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
            /** @description None of the roles: customer, orchestrator, auditor. */
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
    partsReceive: {
        parameters: {
            query: {
                /** @description Name of the part as the customer calls it */
                name: string;
            };
            header: {
                /** @description Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "model/step": string;
                "application/step": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartResponse"];
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
    partsOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partId: string;
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
                    "application/json": components["schemas"]["PartResponse"];
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
            /** @description None of the roles: customer, orchestrator, auditor. */
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
    ordersList: {
        parameters: {
            query?: {
                /** @description Most items in the answer */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                state?: "submitted" | "proposed" | "unplaceable" | "forming" | "in-production" | "ready" | "delivered" | "complained" | "rated" | "cancelled";
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
                    "application/json": components["schemas"]["OrderPageResponse"];
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
            /** @description None of the roles: customer, member, orchestrator, auditor. */
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
    ordersSubmit: {
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
                "application/json": components["schemas"]["SubmitOrderRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
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
    ordersOne: {
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
                    "application/json": components["schemas"]["OrderResponse"];
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
            /** @description None of the roles: customer, member, orchestrator, auditor. */
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
    ordersCancel: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancellationRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
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
    ordersAccept: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptanceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
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
    ordersComplain: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
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
    ordersRate: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
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
}
