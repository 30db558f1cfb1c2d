export interface CallOptions {
  /** Ends the call with a {@link BrokerError} of code "aborted". */
  readonly signal?: AbortSignal;
}
