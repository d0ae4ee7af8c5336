import 'openapi-fetch';

export const clients = 1;
