/** What the playground's server tells its page about itself: the answer of `GET /api/info`. */
export interface Info {
  readonly sandbox: {
    /** Where the sandbox is, version root included. */
    readonly base_url: string;
    /** The sandbox's own throwaway key, for the calls that are shown to be pasted. */
    readonly api_key: string;
    /** A made-up opt-out link of the real length, to count and to show. */
    readonly sample_opt_out_url: string;
  };
}
