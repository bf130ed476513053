import { BadRequestException, Controller, Get, Param, Post } from '@nestjs/common';
import { Conflict } from 'failwell';

const ordersUrl = process.env.ORDERS_URL ?? 'http://127.0.0.1:4000';

@Controller('orders')
export class OrdersController {
  @Get(':id')
  async find(@Param('id') id: string): Promise<unknown> {
    if (!/^\d+$/.test(id)) throw new BadRequestException('id is a number');
    const answer = await fetch(`${ordersUrl}/${id}`, { signal: AbortSignal.timeout(2_000) });
    return answer.json();
  }

  @Post(':id')
  create(@Param('id') id: string): never {
    throw new Conflict(`order ${id} exists already`, { reason: 'ORDER_EXISTS' });
  }
}
