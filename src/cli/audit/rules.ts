import type { Rule } from './rule.ts';
import { cachingRules } from './rules/caching.ts';
import { contentRules } from './rules/content.ts';
import { exchangeRules, leakRules } from './rules/exchange.ts';
import { fieldRules } from './rules/fields.ts';
import { framingRules } from './rules/framing.ts';
import { gatewayRules } from './rules/gateway.ts';
import { problemRules } from './rules/problem.ts';
import { requiredFieldRules } from './rules/required-fields.ts';
import { statusRules } from './rules/status.ts';

/** Every rule of an audit. Ids are those of the rules that code and tests cite, where one of them says the same. */
export const rules: readonly Rule[] = [
  ...statusRules,
  ...framingRules,
  ...fieldRules,
  ...contentRules,
  ...problemRules,
  ...cachingRules,
  ...requiredFieldRules,
  ...exchangeRules,
  ...gatewayRules,
  ...leakRules,
];
