import type { Category, EventRecord, Issue } from '../../contract.ts'

/**
 * What sort of occurrence a record is about. Mostly its PLOVER category; but a meeting that is planned (PLOVER: intent to meet,
 * AGREE) and the meeting that was held (CONSULT) are one, and so are a planned and a carried out release (RETREAT).
 */
export type HappeningKind = 'talks' | 'release' | 'agreement' | Lowercase<Exclude<Category, 'AGREE' | 'CONSULT'>>

const MEETINGS: ReadonlySet<string> = new Set(['meet', 'visit', 'phone', 'third-party', 'multilateral', 'by-phone'])
const MEETING_ISSUES: ReadonlySet<Issue | null> = new Set<Issue | null>(['talks', 'leaders-meeting'])
const RELEASES: ReadonlySet<string> = new Set(['release', 'return'])
// prettier-ignore
const RELEASE_ISSUES: ReadonlySet<Issue | null> = new Set<Issue | null>([
  'prisoner-exchange', 'hostage-release', 'return-of-remains', 'return-of-children',
])

/** The sort of occurrence that the record is about. */
export function kindOf({ event, mode, issue, status }: EventRecord): HappeningKind {
  if (event === 'CONSULT') return 'talks'
  if (event === 'AGREE') {
    const toMeet = MEETING_ISSUES.has(issue) || mode.some(one => MEETINGS.has(one))
    return toMeet && status !== 'happened' ? 'talks' : 'agreement'
  }
  if (event === 'RETREAT' && (mode.some(one => RELEASES.has(one)) || RELEASE_ISSUES.has(issue))) return 'release'
  return event.toLowerCase() as Lowercase<typeof event>
}

/** Kinds in which who acts and who is acted on are told either way. */
export const MUTUAL: ReadonlySet<HappeningKind> = new Set<HappeningKind>(['talks', 'release', 'agreement'])
