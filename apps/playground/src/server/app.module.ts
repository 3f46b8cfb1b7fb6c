import { createChatti } from '@chatti/core';
import { ChattiModule } from '@chatti/nest-module';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { CONNECTION } from './connection.ts';
import type { Connection } from './connection.ts';
import { InfoController } from './info.controller.ts';
import { MessagesController } from './messages.controller.ts';
import { CORE_CLIENT, CoreRoadController } from './roads/core-road.controller.ts';
import { NestRoadController } from './roads/nest-road.controller.ts';

/** The playground's server, but for what is Express's own. */
@Module({})
export class AppModule {
  /** The module for one sandbox. */
  static for(connection: Connection): DynamicModule {
    return {
      module: AppModule,
      imports: [ChattiModule.forRoot(connection)],
      controllers: [CoreRoadController, NestRoadController, MessagesController, InfoController],
      providers: [
        { provide: CONNECTION, useValue: connection },
        { provide: CORE_CLIENT, useFactory: () => createChatti(connection) },
      ],
    };
  }
}
