import type { Category, Status } from '../contract.ts'

/** PLOVER, "Intent": a statement that a verbal or material cooperation will take place is AGREE, whatever it is. */
const COOPERATES: ReadonlySet<Category> = new Set(['CONSULT', 'SUPPORT', 'COOPERATE', 'AID'])
/** The annotation guide: "Proposed, offered: AGREE, status proposed, content merged in". */
const OFFERED: ReadonlySet<Category> = new Set([...COOPERATES, 'CONCEDE', 'RETREAT'])

/** The category under which a codebook files what has not happened yet. */
export function filedAs(category: Category, status: Status): Category {
  if (status === 'proposed' && OFFERED.has(category)) return 'AGREE'
  const isIntent = status === 'planned' || status === 'conditional'
  return isIntent && COOPERATES.has(category) ? 'AGREE' : category
}
