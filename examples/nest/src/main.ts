// Nest on Express. In an application of your own: npm install failwell, and the filter of failwell-filter.ts. Here, in
// examples/nest, with the package as it would be published:
//   npm pack ../.. && npm install --no-save ./failwell-*.tgz
//   npm run build && npm start
//   curl -i http://127.0.0.1:3000/orders/42             502: nothing listens at ORDERS_URL
//   curl -i -X POST http://127.0.0.1:3000/orders/42     409, thrown in the controller
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FailwellFilter } from './failwell-filter.js';
import { OrdersController } from './orders-controller.js';

@Module({ controllers: [OrdersController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
app.useGlobalFilters(new FailwellFilter({ server: 'httperrors.com' }));
await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
console.log(`listening on ${await app.getUrl()}`);
