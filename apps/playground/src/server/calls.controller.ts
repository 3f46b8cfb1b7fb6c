import { chattiV1 } from '@chatti/core';
import type { AnyEndpoint, Contract } from '@chatti/core/contract';
import { sandboxControl } from '@chatti/sandbox';
import { Body, Controller, HttpCode, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { CLIENTS } from './clients.ts';
import type { Clients } from './clients.ts';

/** Every row of the API and of the sandbox's own routes, called with the row's input as the body. */
@Controller('api')
export class CallsController {
  readonly #clients: Clients;

  constructor(@Inject(CLIENTS) clients: Clients) {
    this.#clients = clients;
  }

  /** Calls a row of the API. Sends have roads of their own, and are no part of this. */
  @Post('call/:resource/:verb')
  @HttpCode(200)
  call(@Param('resource') resource: string, @Param('verb') verb: string, @Body() input: unknown) {
    const row = rowOf(chattiV1, resource, verb);
    if (row === chattiV1.messages.send || row === chattiV1.messages.sendBatch) throw new NotFoundException();
    const { chatti, reader } = this.#clients;
    const looksOn = row.method === 'GET' || row === chattiV1.messages.preview;
    return methodOf(looksOn ? reader : chatti, resource, verb)(input);
  }

  /** Calls a row of the sandbox's own routes. */
  @Post('sandbox/:resource/:verb')
  @HttpCode(200)
  control(@Param('resource') resource: string, @Param('verb') verb: string, @Body() input: unknown) {
    rowOf(sandboxControl, resource, verb);
    return methodOf(this.#clients.control, resource, verb)(input);
  }
}

function rowOf(contract: Contract, resource: string, verb: string): AnyEndpoint {
  const rows = Object.hasOwn(contract, resource) ? contract[resource] : undefined;
  const row = rows && Object.hasOwn(rows, verb) ? rows[verb] : undefined;
  if (!row) throw new NotFoundException();
  return row;
}

type Method = (input: unknown) => Promise<unknown>;

/** The client has a method for each row, and checks what it is given. */
function methodOf(client: object, resource: string, verb: string): Method {
  const resources = client as Readonly<Record<string, Readonly<Record<string, Method>>>>;
  const method = resources[resource]?.[verb];
  if (!method) throw new NotFoundException();
  return method;
}
