import type { EventRecord, PositionRecord, Stance } from '../contract.ts'
import { partiesOf } from '../events/party.ts'
import { conditionIn, findConditions, isConditional } from './conditions.ts'
import { issuesOf } from './issues.ts'
import type { Sides } from './parties.ts'
import { proposersOf } from './proposers.ts'
import { findStands } from './stands.ts'
import { firstOf, hasUse, sentenceOf, triggerTokens, type TextAndTables } from './words.ts'

/** Where a party stands on an issue, by what it did about it. */
export function findPositions(
  reading: TextAndTables,
  events: readonly EventRecord[],
  { parties }: Pick<Sides, 'parties'>,
): PositionRecord[] {
  const positions = events.flatMap(event => {
    const stance = stanceOf(reading, event)
    if (stance === null) return []
    const { attribution, evidence } = event
    const speaker = attribution.at(-1)?.name ?? personOf(event)
    const condition = stance === 'conditional' ? conditionIn(evidence.quote) : null
    return proposersOf(reading, event, events).flatMap(by =>
      issuesOf(reading, event).map(issue => ({ by, speaker, issue, stance, condition, attribution, evidence })),
    )
  })
  const told = findStands(reading).map(({ by, mention, issue, stance, token }): PositionRecord => {
    const evidence = sentenceOf(reading.document, token)
    const speaker = mention.entity.sector.length > 0 ? mention.entity.name : null
    const condition = stance === 'conditional' ? conditionIn(evidence.quote) : null
    return { by, speaker, issue, stance, condition, attribution: [], evidence }
  })
  const all = withoutWeaker([...findConditions(reading), ...told, ...positions])
  const seated = parties.map(({ code }) => code)
  const held = all.filter(position => isOwn(position, seated))
  return firstOf(held, ({ by, issue, stance }) => `${by} ${issue} ${stance}`)
}

/** That somebody talks is no position on talking, and what a bystander welcomes or offers is none on the parties' matter. */
function isOwn({ by, issue, stance }: PositionRecord, seated: readonly string[]): boolean {
  if (stance === 'accepts' && issue === 'talks') return false
  const isMild = stance === 'accepts' || stance === 'offers'
  return !isMild || seated.length < 2 || seated.includes(by)
}

/** What is accepted under a condition in the same sentence is not accepted. */
function withoutWeaker(positions: readonly PositionRecord[]): PositionRecord[] {
  return positions.filter(
    ({ by, issue, stance, evidence }) =>
      stance !== 'accepts' ||
      !positions.some(
        other =>
          other.stance !== 'accepts' &&
          other.by === by &&
          other.issue === issue &&
          other.evidence.start === evidence.start,
      ),
  )
}

function stanceOf(reading: TextAndTables, event: EventRecord): Stance | null {
  const { status, actor, evidence } = event
  const isJoint = new Set(partiesOf(actor)).size > 1
  if (status === 'demanded') return 'demands'
  if (isJoint && event.event !== 'REQUEST') return null
  if (status === 'conditional') return isConditional(evidence.quote) ? 'conditional' : null
  if (triggerTokens(reading.document, evidence).some(token => hasUse(reading, token, 'offers'))) return 'offers'
  return stanceByCategory(event)
}

function stanceByCategory({ event, status, evidence }: EventRecord): Stance | null {
  const stance = STANCE_OF[`${event} ${status}`] ?? STANCE_OF[event] ?? null
  return stance === 'accepts' && isConditional(evidence.quote) ? 'conditional' : stance
}

const STANCE_OF: Readonly<Record<string, Stance | undefined>> = {
  REJECT: 'rejects',
  REQUEST: 'demands',
  SUPPORT: 'accepts',
  'AGREE proposed': 'offers',
  'AGREE happened': 'accepts',
}

const personOf = ({ actor }: EventRecord) =>
  actor.find(({ sector, name, text }) => sector.length > 0 && text.includes(name))?.name ?? null
