import type { Report } from './told.ts'

/** Reports of one process, by the parties' codes in order, such as `RUS+UKR`. */
export interface Track {
  readonly key: string
  readonly reports: readonly Report[]
}

/**
 * Finds processes by their parties: the two that a report names first. A report that names more belongs to the pair of them that
 * most reports are about; one that names a single party belongs to none.
 */
export function findTracks(reports: readonly Report[]): Track[] {
  const support = new Map<string, number>()
  for (const report of reports) {
    const own = pairsOf(report)[0]
    if (own !== undefined) support.set(own, (support.get(own) ?? 0) + 1)
  }
  const tracks = new Map<string, Report[]>()
  for (const report of reports) {
    const [key] = pairsOf(report).sort((a, b) => (support.get(b) ?? 0) - (support.get(a) ?? 0))
    if (key !== undefined) tracks.set(key, [...(tracks.get(key) ?? []), report])
  }
  return [...tracks].map(([key, own]) => ({ key, reports: own }))
}

/** All pairs of a report's parties, the one of the first two first. */
function pairsOf({ parties }: Report): string[] {
  const codes = [...new Set(parties.map(({ code }) => code))]
  return codes.flatMap((one, i) => codes.slice(i + 1).map(other => [one, other].sort().join('+')))
}

/** The parties' codes of a process's key. */
export function codesOfKey(key: string): string[] {
  return (key.split(':')[0] ?? key).split('+')
}
