/** Something that was left out or went wrong while a failure was answered. It never changes the answer; the record carries it. */
export interface Warning {
  readonly code: WarningCode;
  /** For the operator; names fields and options, never holds their values. */
  readonly message: string;
}

export type WarningCode =
  | 'option_ignored'
  | 'header_dropped'
  | 'header_missing'
  | 'details_reduced'
  | 'hook_failed'
  | 'format_failed'
  | 'status_replaced'
  | 'send_failed';
