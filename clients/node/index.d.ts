import type { Twilio } from "twilio";

/** What a server for tests is started with. */
export interface StartOptions {
  /** The folder of the packaged server; else PARLEY_HOME, else `parley` in this package. */
  home?: string;
  /** Further options of `parley serve`, such as `["--webhooks-for-rest=on"]`. */
  options?: string[];
  /** Variables for the server alone. Of this process's own none that begins with PARLEY_ reaches it but PARLEY_JAVA_HOME and PARLEY_JAVA_OPTS. */
  env?: Record<string, string>;
  /** How long a start may take; 30,000 unless said. */
  timeoutMs?: number;
  /** The official SDK, where it is not found by itself: `require("twilio")`. */
  twilio?: (accountSid: string, authToken: string) => Twilio;
}

/** Starts a server on a free port, with nothing in it. It ends with this process, whatever ends that. */
export function start(options?: StartOptions): Promise<Parley>;

/** A server that runs for tests, and what they may do with it. */
export interface Parley {
  /** Where it is, such as http://127.0.0.1:40123; no slash at the end. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** An API key, with whose secret access tokens can be signed. A reset leaves it. */
  readonly keySid: string;
  readonly keySecret: string;
  /** A client of the official SDK whose calls go to the server. Needs `twilio` to be installed. */
  readonly client: Twilio;
  readonly pid: number;

  /** Makes everything as it was at the start: data, clock, faults, sinks. */
  reset(): Promise<void>;
  /** Lets time pass, such as "PT24H", and answers when all is done that is due by then. */
  advance(duration: string): Promise<Clock>;
  /** What time it is; or sets it. */
  clock(change?: { frozen?: boolean; now?: Date | string; advance?: string }): Promise<Clock>;
  /** Makes what a document says, with names in place of SIDs. */
  fixtures(document: object): Promise<Made>;
  /** Writes what is there as such a document. */
  fixtures(): Promise<object>;
  snapshot(name: string): Promise<object>;
  restore(name: string): Promise<void>;
  /** Has calls or deliveries go wrong, until it is cleared. */
  fault(fault: Fault): Promise<Fault & { sid: string; calls: number; hits: number }>;
  clearFaults(): Promise<void>;
  /** A receiver for webhooks; it needs no making. */
  sink(name: string): Sink;
  /** An access token; `ttl` in seconds. */
  token(identity: string, options?: { serviceSid?: string; ttl?: number }): Promise<string>;
  /** Any other call with the account's credentials; answers the JSON that came. */
  request(method: string, path: string, body?: object | URLSearchParams): Promise<any>;
  /** Ends it. */
  stop(): Promise<void>;
}

export interface Clock {
  now: string;
  frozen: boolean;
  /** How far it is before the machine's, as a duration. */
  offset: string;
}

/** The SIDs of what a document made, by its names. */
export interface Made {
  services: Record<
    string,
    {
      sid: string;
      roles: Record<string, string>;
      users: Record<string, string>;
      conversations: Record<
        string,
        { sid: string; participants: Record<string, string>; messages: string[] }
      >;
    }
  >;
}

/** What goes wrong; see docs/testing.md. */
export interface Fault {
  method?: "GET" | "POST" | "DELETE";
  /** The template of an operation, such as "/v1/Conversations/{Sid}/Messages". */
  route?: string;
  /** What the URL of a webhook begins with, in place of a route. */
  target?: string;
  share?: number;
  seed?: number;
  times?: number;
  status?: number;
  code?: number;
  delayMs?: number;
  drop?: boolean;
  when?: "before" | "after";
}

export interface Sink {
  /** Where webhooks are to be sent. */
  readonly url: string;
  /** What came, in order. Waits until it is so much, and fails if it is not within `waitMs` (10,000). */
  requests(options?: { atLeast?: number; waitMs?: number }): Promise<SinkRequest[]>;
  /** Says what is answered from now on; else it is 200 without a body. */
  answer(answer: {
    status?: number;
    body?: object | string;
    contentType?: string;
    delayMs?: number;
    times?: number;
  }): Promise<void>;
  /** Forgets what came and what is to be answered. */
  clear(): Promise<void>;
}

export interface SinkRequest {
  number: number;
  method: string;
  url: string;
  parameters: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  received_at: string;
  signature_valid: boolean;
}

/** What the server refused. */
export class ParleyError extends Error {
  readonly status: number;
  /** The API's code, such as 20404. */
  readonly code?: number;
  readonly details?: object;
}
