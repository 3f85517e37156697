import type { Report } from '../../../src/http/happening-schemas.ts'

/** One piece of reporting: what its first dispatch says of the happening, and the dispatches that carry the same text. */
export interface OriginGroup {
  readonly origin: number
  readonly own: readonly Report[]
  readonly copies: readonly Report[]
}

/** Reports by origin, the one first published first. */
export function byOrigin(reports: readonly Report[]): OriginGroup[] {
  const groups = new Map<number, Report[]>()
  for (const report of reports) groups.set(report.origin, [...(groups.get(report.origin) ?? []), report])
  return [...groups].map(([origin, all]) => {
    const first = all[0]?.dispatch.id
    return {
      origin,
      own: all.filter(({ dispatch }) => dispatch.id === first),
      copies: all.filter(({ dispatch }) => dispatch.id !== first),
    }
  })
}

/** Tells a report from all others: a record's id may occur in two dispatches. */
export function reportKey({ dispatch, id }: Pick<Report, 'dispatch' | 'id'>): string {
  return `${dispatch.id}\n${id}`
}
