import { Public } from '@gewerk/platform-auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Matches, Min, ValidateNested } from 'class-validator';
import { MoneyDto } from '../src/api/money.dto.js';
import { PageQuery } from '../src/api/pagination.js';
import { BinaryBody, Bytes, UuidParam } from '../src/input/decorators.js';
import { type ApplicationUnderTest, startApplication } from './application.js';

class Item {
  @IsInt() @Min(1) quantity: number;
  @IsIn(['steel', 'brass']) material: string;
}

class Order {
  @IsString() @Length(3, 20) title: string;
  @IsArray() @ArrayMaxSize(3) @ValidateNested({ each: true }) @Type(() => Item) items: Item[];
  @IsOptional() @ValidateNested() @Type(() => MoneyDto) target?: MoneyDto;
  @IsOptional() @Matches(/^[A-Z]+$/) code?: string;
  @IsOptional() @IsObject() extra?: object;
}

@Public()
@Controller('orders')
class OrdersController {
  @Post() submit(@Body() order: Order): object {
    return { isOrder: order instanceof Order, firstIsItem: order.items[0] instanceof Item, order };
  }

  @Get() list(@Query() query: PageQuery): PageQuery {
    return query;
  }

  @Get(':orderId/parts') parts(@UuidParam('orderId') orderId: string): object {
    return { orderId };
  }

  @Post('models')
  @BinaryBody({ types: ['model/step', 'application/step'], maxBytes: 2_000_000 })
  model(@Bytes() bytes: Buffer): object {
    return { length: bytes.length };
  }

  @Post('events') events(@Body() batch: unknown): object {
    return { batch };
  }
}

let application: ApplicationUnderTest;
beforeAll(async () => {
  application = await startApplication({ controllers: [OrdersController] });
});
afterAll(() => application.close());

const good = { title: 'Flange', items: [{ quantity: 2, material: 'steel' }] };
const submit = (body: unknown) => application.send('POST', '/orders', { body, claims: null });

async function errorsOf(body: unknown): Promise<{ pointer: string; code: string; params?: Record<string, unknown> }[]> {
  const answer = await submit(body);
  expect(answer).toMatchObject({ status: 400, body: { code: 'http.input-invalid' } });
  return answer.body.errors;
}

describe('a body', () => {
  it('that is valid arrives as an instance of its class, all the way down', async () => {
    expect(await submit(good)).toMatchObject({ status: 201, body: { isOrder: true, firstIsItem: true, order: good } });
  });

  it('is refused with every wrong field by JSON pointer, constraint and limit', async () => {
    const wrong = {
      title: 'ab',
      items: [
        { quantity: 1, material: 'steel' },
        { quantity: 0.5, material: 'wood' },
      ],
      target: { amountMinor: 1, currency: 'Euro' },
    };
    expect((await errorsOf(wrong)).map(({ pointer, code, params }) => ({ pointer, code, ...params, message: undefined }))).toEqual([
      { pointer: '/title', code: 'isLength', min: 3, max: 20 },
      { pointer: '/items/1/quantity', code: 'min', min: 1 },
      { pointer: '/items/1/quantity', code: 'isInt' },
      { pointer: '/items/1/material', code: 'isIn', allowed: ['steel', 'brass'] },
      { pointer: '/target/currency', code: 'matches', pattern: '^[A-Z]{3}$' },
    ]);
  });

  it('with an unknown field is refused: the field is named, and those that exist', async () => {
    expect(await errorsOf({ ...good, 'prio/rity': 1 })).toEqual([
      {
        pointer: '/prio~1rity',
        code: 'unknownField',
        params: { message: expect.any(String), known: ['code', 'extra', 'items', 'target', 'title'] },
      },
    ]);
    expect(await errorsOf({ ...good, items: [{ ...good.items[0], colour: 'red' }] })).toMatchObject([
      { pointer: '/items/0/colour', params: { known: ['material', 'quantity'] } },
    ]);
  });

  it.each([[], [good], null, 7, '"text"', true])('that is no object (%j) is refused as such', async (body) => {
    expect(await errorsOf(typeof body === 'string' ? body : JSON.stringify(body))).toMatchObject([{ pointer: '', code: 'isObject' }]);
  });

  it('that is absent is refused for the fields it lacks', async () => {
    for (const sent of [{}, { body: '' }]) {
      const answer = await application.send('POST', '/orders', { ...sent, claims: null });
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(expect.arrayContaining(['/title', '/items']));
    }
  });

  it('with text or numbers that cannot be stored is refused where they stand', async () => {
    expect(await errorsOf({ ...good, title: 'a\u0000bc' })).toMatchObject([{ pointer: '/title', code: 'unstorableText' }]);
    expect(await errorsOf(JSON.stringify({ ...good, title: 'x' }).replace('"x"', '"ab\\ud800c"'))).toMatchObject([{ pointer: '/title' }]);
    expect(await errorsOf({ ...good, extra: { 'k\u0000': 1 } })).toMatchObject([{ pointer: '/extra', code: 'unstorableText' }]);
    expect(await errorsOf(JSON.stringify({ ...good, extra: { n: 1 } }).replace('"n":1', '"n":1e400'))).toMatchObject([
      { pointer: '/extra/n', code: 'numberOutOfRange' },
    ]);
  });

  it('nested without end is refused, not walked', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const [error] = await errorsOf(`{"title":"Flange","items":[],"extra":${deep}}`);
    expect(error).toMatchObject({ code: 'nestedTooDeep', params: { max: 40 } });
  });
});

describe('a query', () => {
  it('is converted, with the defaults of the list', async () => {
    expect((await application.send('GET', '/orders?limit=20&cursor=abc', { claims: null })).body).toEqual({ limit: 20, cursor: 'abc' });
    expect((await application.send('GET', '/orders', { claims: null })).body).toEqual({ limit: 50 });
  });

  it.each([
    ['limit=0', '/limit', 'min'],
    ['limit=1000', '/limit', 'max'],
    ['limit=many', '/limit', 'isInt'],
    ['colour=red', '/colour', 'unknownField'],
  ])('%s is refused, saying that the field stands in the query', async (query, pointer, code) => {
    const answer = await application.send('GET', `/orders?${query}`, { claims: null });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual({ pointer, code, params: expect.objectContaining({ in: 'query' }) });
  });
});

describe('an id in the path', () => {
  it('is taken in lower case', async () => {
    const answer = await application.send('GET', '/orders/0190F5B2-7C1E-7000-8000-0000000000AA/parts', { claims: null });
    expect(answer.body).toEqual({ orderId: '0190f5b2-7c1e-7000-8000-0000000000aa' });
  });

  it('that is no uuid is refused by the name of the parameter', async () => {
    const answer = await application.send('GET', '/orders/7/parts', { claims: null });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/orderId', code: 'isUuid', params: { in: 'path' } }] } });
  });
});

describe('a file', () => {
  it('arrives as bytes, up to the limit of its route', async () => {
    const send = (bytes: number) =>
      application.send('POST', '/orders/models', {
        body: Buffer.alloc(bytes),
        headers: { 'content-type': 'model/step; charset=binary' },
        claims: null,
      });
    expect(await send(1_999_999)).toMatchObject({ status: 201, body: { length: 1_999_999 } });
    expect(await send(2_000_001)).toMatchObject({ status: 413 });
  });

  it.each(['application/octet-stream', 'application/json', 'text/plain'])('of type %s is refused where STEP is wanted', async (type) => {
    const answer = await application.send('POST', '/orders/models', {
      body: Buffer.from('{}'),
      headers: { 'content-type': type },
      claims: null,
    });
    expect(answer.status).toBe(415);
  });

  it('that is missing is refused', async () => {
    expect((await application.send('POST', '/orders/models', { claims: null })).status).toBe(415);
  });
});

describe('CloudEvents', () => {
  it.each([
    'application/cloudevents+json',
    'application/cloudevents-batch+json; charset=utf-8',
  ])('of type %s are read as JSON', async (type) => {
    const answer = await application.send('POST', '/orders/events', {
      body: [{ id: '1' }],
      headers: { 'content-type': type },
      claims: null,
    });
    expect(answer).toMatchObject({ status: 201, body: { batch: [{ id: '1' }] } });
  });
});
