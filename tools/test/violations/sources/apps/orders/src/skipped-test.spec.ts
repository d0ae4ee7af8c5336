import { it } from '@jest/globals';

it.todo('counts');
