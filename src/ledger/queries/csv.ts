import { stringify } from 'csv-stringify/sync'
import type { FlatRow } from './flat.ts'

/**
 * The rows as CSV (RFC 4180) with a header line; nothing for no rows.
 * A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP ASVS 5.0, 1.2.10).
 *
 * @param hasHeader - False where the rows go on from earlier ones.
 */
export function csvText(rows: readonly FlatRow[], hasHeader = true): string {
  return stringify([...rows], { header: hasHeader, escape_formulas: true, record_delimiter: '\r\n' })
}
