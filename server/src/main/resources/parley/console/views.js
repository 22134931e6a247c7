import { Conversations } from './conversations.js';
import { Deliveries } from './deliveries.js';
import { Developers } from './developers.js';
import { Events } from './events.js';
import { Inbox } from './inbox.js';
import { Overview } from './overview.js';
import { Requests } from './requests.js';
import { texts } from './texts.js';

/** What the console shows, in the order of its navigation; the first one is where one begins. */
export const views = [
  { path: 'conversations', name: texts.conversations, view: Conversations },
  { path: 'inbox', name: texts.inbox, view: Inbox },
  { path: 'deliveries', name: texts.deliveries, view: Deliveries },
  { path: 'events', name: texts.events, view: Events },
  { path: 'requests', name: texts.requests, view: Requests },
  { path: 'overview', name: texts.overview, view: Overview },
  { path: 'developers', name: texts.developers, view: Developers },
];
