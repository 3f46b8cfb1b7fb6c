import { createChatti } from '@chatti/core';
import { ChattiModule } from '@chatti/nest-module';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { CallsController } from './calls.controller.ts';
import { CLIENTS, clientsOf } from './clients.ts';
import { ConnectionController } from './connection.controller.ts';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';
import { EventsController } from './events.controller.ts';
import { FaultKindsController } from './fault-kinds.controller.ts';
import { InfoController } from './info.controller.ts';
import { MagicRecipientsController } from './magic-recipients.controller.ts';
import { MediaController } from './media.controller.ts';
import { PreviewsController } from './previews.controller.ts';
import { RECEIVER_PATH, ReceivedEvents, ReceivedEventsController } from './received-events.ts';
import { RecordingsController } from './recordings/recordings.controller.ts';
import { CORE_CLIENT, CoreRoadController } from './roads/core-road.controller.ts';
import { NestRoadController } from './roads/nest-road.controller.ts';
import { ROAD_LIMITS } from './roads/road-limits.ts';
import { SendsController } from './sends.controller.ts';

/** The playground's server, but for what is Express's own. */
@Module({})
export class AppModule {
  /** The module for one connection. */
  static for(workplace: Workplace): DynamicModule {
    const options = { ...workplace.connection, ...ROAD_LIMITS, plugins: [workplace.sends.plugin] };
    return {
      module: AppModule,
      imports: [
        ChattiModule.forRoot({
          ...options,
          webhooks: { path: RECEIVER_PATH, secrets: workplace.webhookSecret },
        }),
      ],
      controllers: [
        CoreRoadController,
        NestRoadController,
        SendsController,
        PreviewsController,
        CallsController,
        EventsController,
        ConnectionController,
        InfoController,
        FaultKindsController,
        RecordingsController,
        ReceivedEventsController,
        MagicRecipientsController,
        MediaController,
      ],
      providers: [
        ReceivedEvents,
        { provide: WORKPLACE, useValue: workplace },
        { provide: CLIENTS, useFactory: () => clientsOf(workplace) },
        { provide: CORE_CLIENT, useFactory: () => createChatti(options) },
      ],
    };
  }
}
