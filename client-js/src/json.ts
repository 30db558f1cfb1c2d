/** What a session's state may be: anything that JSON holds. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
